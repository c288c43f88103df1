internal import Basis

/// Bytes on their way from the loop's thread to one reader, never more of them than the limit and one piece.
final class Inbox: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var end: Result<Void, HTTPFailure>?
        var reader: CheckedContinuation<Void, Never>?
        /// Whether the sender was told to hold back.
        var isHeld = false
    }

    private enum Finding {
        case piece([UInt8], wasHeld: Bool)
        case end
        case failure(HTTPFailure)
        case nothing
    }

    private let state = Guarded(State())
    private let limit: Int

    init(limit: ByteCount) { self.limit = Int(limit.bytes) }

    /// Takes bytes in, or says false: they must come again once the reader has made room.
    func accept(_ bytes: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            guard state.end == nil else { return true }
            guard state.bytes.count < limit else {
                state.isHeld = true
                return false
            }
            state.bytes.append(contentsOf: bytes)
            return true
        }
    }

    /// Whether bytes would be taken in; if not, the reader's next step is reported to the sender.
    func hasRoom() -> Bool {
        state.withLock { state in
            let hasRoom = state.bytes.count < limit
            state.isHeld = !hasRoom
            return hasRoom
        }
    }

    /// Wakes the reader if there is something for it.
    func publish() { wake { !$0.bytes.isEmpty } }

    /// Says that nothing more comes.
    ///
    /// What is here already can still be read, unless it failed.
    func finish(_ end: Result<Void, HTTPFailure>) {
        wake { state in
            if state.end == nil { state.end = end }
            return true
        }
    }

    /// Whether the end is known.
    var isFinished: Bool { state.withLock { $0.end != nil } }

    private func wake(_ isDue: (inout State) -> Bool) {
        let reader = state.withLock { state in isDue(&state) ? state.reader.take() : nil }
        reader?.resume()
    }

    /// All that is here, waiting until there is something; nil at the end.
    ///
    /// `onRoom` tells the sender, if it was held.
    func next(onRoom: () -> Void) async throws(HTTPFailure) -> [UInt8]? {
        while true {
            switch look() {
            case .piece(let bytes, let wasHeld):
                if wasHeld { onRoom() }
                return bytes
            case .end: return nil
            case .failure(let failure): throw failure
            case .nothing: await somethingToRead()
            }
        }
    }

    private func look() -> Finding {
        state.withLock { state in
            if case .failure(let failure) = state.end { return .failure(failure) }
            if !state.bytes.isEmpty {
                let found = Finding.piece(state.bytes, wasHeld: state.isHeld)
                state.bytes = []
                state.isHeld = false
                return found
            }
            return state.end == nil ? .nothing : .end
        }
    }

    private func somethingToRead() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                precondition(state.reader == nil, "A stream has one reader at a time.")
                if state.end != nil || !state.bytes.isEmpty { return true }
                state.reader = continuation
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}

internal import Basis

/// What comes from the loop's thread for one reader: a greeting, then bytes, never more of them than the
/// limit and one piece.
final class Inbox<Greeting: Sendable>: Sendable {
    private struct State {
        var greeting: Greeting?
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

    // MARK: For the loop's thread

    /// Shows the greeting; only the first one counts.
    func greet(_ greeting: Greeting) {
        wake { state in
            if state.greeting == nil { state.greeting = greeting }
            return true
        }
    }

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

    /// Wakes the reader if there are bytes for it.
    func publish() { wake { !$0.bytes.isEmpty } }

    /// Says that nothing more comes after a greeting and the bytes that are here already; of what failed, no
    /// more is shown.
    func finish(_ end: Result<Greeting, HTTPFailure>) {
        wake { state in
            guard state.end == nil else { return true }
            if case .success(let greeting) = end, state.greeting == nil { state.greeting = greeting }
            state.end = end.map { _ in }
            return true
        }
    }

    private func wake(_ isDue: (inout State) -> Bool) {
        let reader = state.withLock { state in isDue(&state) ? state.reader.take() : nil }
        reader?.resume()
    }

    // MARK: For the reader

    /// Whether the end is known.
    var isFinished: Bool { state.withLock { $0.end != nil } }

    /// The greeting, as soon as there is one.
    ///
    /// Cancelling the reader ends the transfer.
    func greeting(of transfer: Transfer) async throws(HTTPFailure) -> Greeting {
        while true {
            let found: Result<Greeting, HTTPFailure>? = state.withLock { state in
                if let greeting = state.greeting { return .success(greeting) }
                if case .failure(let failure) = state.end { return .failure(failure) }
                return nil
            }
            if let found { return try found.get() }
            await news(of: transfer) { $0.greeting != nil }
        }
    }

    /// All bytes that are here, waiting until there are some; nil at the end.
    ///
    /// Cancelling the reader ends the transfer.
    func next(of transfer: Transfer) async throws(HTTPFailure) -> [UInt8]? {
        if Task.isCancelled { transfer.loop.give(.end(transfer, .cancelled)) }
        while true {
            switch look() {
            case .piece(let bytes, let wasHeld):
                if wasHeld { transfer.loop.give(.serve(transfer)) }
                return bytes
            case .end: return nil
            case .failure(let failure): throw failure
            case .nothing: await news(of: transfer) { !$0.bytes.isEmpty }
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

    /// Waits for the end or for what is asked.
    private func news(of transfer: Transfer, _ isThere: (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isNews = state.withLock { state in
                    Mistake.unless(state.reader == nil, "A stream has one reader at a time.")
                    if state.end != nil || isThere(state) { return true }
                    state.reader = continuation
                    return false
                }
                if isNews { continuation.resume() }
            }
        } onCancel: {
            transfer.loop.give(.end(transfer, .cancelled))
        }
    }
}

internal import Basis
internal import Glibc

/// What a program writes, as it arrives.
///
/// It ends when nobody can write any more. A process that left the program's group may hold the pipe open for
/// ever: once the group is gone, `stopWaiting` ends the stream after what is already in the pipe.
final class PipeReader: ByteStream {
    // What a pipe holds: a larger piece would never fill.
    private static let pieceByteCount = 65536

    private struct State {
        var descriptor: Descriptor?
        var groupIsGone = false
    }

    private let poll: ReadinessPoll
    private let state: Guarded<State>

    init(_ descriptor: Descriptor, on poll: ReadinessPoll) throws(SystemError) {
        try descriptor.setNonBlocking()
        self.poll = poll
        state = Guarded(State(descriptor: descriptor))
    }

    func next() async throws -> [UInt8]? {
        while true {
            try Task.checkCancellation()
            let (descriptor, wasGone) = state.withLock { ($0.descriptor, $0.groupIsGone) }
            guard let descriptor else { return nil }
            if let piece = try readPiece(of: descriptor) {
                if !piece.isEmpty { return piece }
                state.withLock { $0.descriptor = nil }
                return nil
            }
            if wasGone {
                state.withLock { $0.descriptor = nil }
                return nil
            }
            try await poll.wait(for: descriptor, .reading) { self.state.withLock(\.groupIsGone) }
        }
    }

    /// Lets the stream end after what is already there.
    func stopWaiting() {
        let descriptor = state.withLock { state in
            state.groupIsGone = true
            return state.descriptor
        }
        if let descriptor { poll.wake(descriptor) }
    }

    /// Some bytes, none at the end, nil when there are none yet.
    private func readPiece(of descriptor: Descriptor) throws(SystemError) -> [UInt8]? {
        var error: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: PipeReader.pieceByteCount) { buffer, count in
            var result = read(descriptor.number, buffer.baseAddress, buffer.count)
            while result < 0, errno == EINTR {
                result = read(descriptor.number, buffer.baseAddress, buffer.count)
            }
            error = result < 0 ? errno : 0
            count = max(0, result)
        }
        if error == EAGAIN { return nil }
        guard error == 0 else { throw SystemError("read", number: error) }
        return piece
    }
}

internal import Basis

/// What makes bytes out of another stream's bytes; it may hand out empty pieces.
protocol Transform: Sendable {
    /// The next piece, or nil at the end.
    mutating func next() async throws -> [UInt8]?
}

/// A transform as a stream: one reader at a time, no empty pieces, an end that stays and a failure that
/// stays.
final class TransformedBytes<Work: Transform>: ByteStream {
    private enum State: Sendable {
        case ready(Work)
        case busy
        case ended
        case failed(any Error)
    }

    private let state: Guarded<State>
    private let name: String

    /// The name is what a flaw is reported to be in.
    init(_ work: Work, named name: String) {
        state = Guarded(.ready(work))
        self.name = name
    }

    func next() async throws -> [UInt8]? {
        let before = state.withLock { state in
            defer { if case .ready = state { state = .busy } }
            return state
        }
        switch before {
        case .ended: return nil
        case .failed(let error): throw error
        case .busy: Mistake.trap("two tasks read the same stream")
        case .ready(var work):
            do {
                let piece = try await work.nextNonEmpty()
                state.withLock { $0 = piece == nil ? .ended : .ready(work) }
                return piece
            } catch {
                let told =
                    (error as? FlawFound).map { SealError(flaw: $0.flaw, subject: name) as any Error }
                    ?? error
                state.withLock { $0 = .failed(told) }
                throw told
            }
        }
    }
}

extension Transform {
    fileprivate mutating func nextNonEmpty() async throws -> [UInt8]? {
        while let piece = try await next() {
            if !piece.isEmpty { return piece }
        }
        return nil
    }
}

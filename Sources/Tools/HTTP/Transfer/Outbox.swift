internal import Basis

/// Bytes of a request's body on their way to the loop's thread: one piece at a time, asked for when it is
/// wanted.
final class Outbox: Sendable {
    /// What the loop's thread finds when it wants bytes.
    enum Finding: Equatable {
        /// So many bytes were written.
        case bytes(Int)
        /// The body is complete.
        case end
        /// Nothing is here now; whoever brings something says so.
        case nothing
        /// The source failed, for this reason.
        case failure(String)
    }

    private struct State {
        var piece: ArraySlice<UInt8>
        /// How many bytes must still come, if that was announced.
        var owed: Int64?
        var end: Result<Void, Flaw>?
        var producer: CheckedContinuation<Bool, Never>?
        var isHungry = false
        var isClosed = false
        var onClose: (@Sendable () -> Void)?
    }

    private struct Flaw: Error {
        let why: String
    }

    private static let tooLong = "the body is longer than its announced length"

    private let state: Guarded<State>

    /// A body whose bytes are all here.
    init(_ bytes: [UInt8]) {
        state = Guarded(State(piece: bytes[...], owed: Int64(bytes.count), end: .success(())))
    }

    /// A body that a producer brings.
    init(announced length: Int64?) { state = Guarded(State(piece: [], owed: length)) }

    /// Moves as much as fits to where the library wants it.
    func take(into target: UnsafeMutableRawBufferPointer) -> Finding {
        let (finding, producer) = state.withLock { state -> (Finding, CheckedContinuation<Bool, Never>?) in
            guard state.piece.isEmpty else { return Outbox.move(&state, into: target) }
            switch state.end {
            case .failure(let flaw): return (.failure(flaw.why), nil)
            case .success:
                let owed = state.owed ?? 0
                return (
                    owed == 0 ? .end : .failure("the body ended \(owed) bytes before its announced length"),
                    nil
                )
            case nil:
                state.isHungry = true
                return (.nothing, state.producer.take())
            }
        }
        producer?.resume(returning: true)
        return finding
    }

    private static func move(
        _ state: inout State, into target: UnsafeMutableRawBufferPointer
    ) -> (Finding, CheckedContinuation<Bool, Never>?) {
        let count = min(target.count, state.piece.count)
        if let owed = state.owed, owed < Int64(count) {
            return (.failure(tooLong), nil)
        }
        target.copyBytes(from: state.piece.prefix(count))
        state.piece = state.piece.dropFirst(count)
        state.owed = state.owed.map { $0 - Int64(count) }
        // The producer is asked for the next piece while this one travels.
        return (.bytes(count), state.piece.isEmpty ? state.producer.take() : nil)
    }

    /// Why the body never will be what was announced, once that is known.
    var flaw: String? {
        state.withLock { state in
            if case .failure(let flaw) = state.end { flaw.why } else { nil }
        }
    }

    /// Whether a hungry taker would find something now.
    var hasNews: Bool { state.withLock { !$0.piece.isEmpty || $0.end != nil } }

    /// Brings a piece and waits until the next one is wanted; false when none will be.
    ///
    /// `onNews` tells a hungry taker.
    func put(_ piece: [UInt8], onNews: () -> Void) async -> Bool {
        let isNews = state.withLock { state in
            // All that was announced is gone, so the taker will not ask again: it must be told.
            let isTooMuch = state.owed == 0 && !state.isClosed
            if isTooMuch { state.end = .failure(Flaw(why: Outbox.tooLong)) } else { state.piece = piece[...] }
            defer { state.isHungry = false }
            return state.isHungry || isTooMuch
        }
        if isNews { onNews() }
        return await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if state.isClosed || state.end != nil { return false }
                if state.piece.isEmpty { return true }
                state.producer = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Says that the body is complete, or why it never will be.
    func end(failure why: String?, onNews: () -> Void) {
        state.withLock { state in state.end = why.map { .failure(Flaw(why: $0)) } ?? .success(()) }
        onNews()
    }

    /// Lets the producer go: nobody takes any more.
    func close() {
        let (producer, act) = state.withLock { state in
            state.isClosed = true
            state.piece = []
            return (state.producer.take(), state.onClose.take())
        }
        producer?.resume(returning: false)
        act?()
    }

    /// Says what is to be done once nobody takes any more, which may be now.
    func onClose(_ act: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.onClose = act }
            return state.isClosed
        }
        if isClosed { act() }
    }
}

internal import Basis

/// Something that is rung once, and heard by whoever waits for it, now or later.
final class Bell: Sendable {
    private enum State {
        case silent
        case awaited(CheckedContinuation<Void, Never>)
        case rung
    }

    private let state = Guarded(State.silent)

    func ring() { end(with: .rung) }

    /// Returns when it is rung, or when the waiting task is cancelled. One task waits at a time.
    func heard() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if case .rung = state { return true }
                    if Task.isCancelled { return true }
                    state = .awaited(continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            end(with: .silent)
        }
    }

    private func end(with last: State) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if case .rung = state { return nil }
            defer { state = last }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        waiter?.resume()
    }
}

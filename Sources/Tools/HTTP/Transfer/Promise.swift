internal import Basis

/// A value that comes once and is waited for by one.
final class Promise<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case awaited(CheckedContinuation<Value, Never>)
        case kept(Value)
    }

    private let state = Guarded(State.empty)

    /// Gives the value; only the first one counts.
    func keep(_ value: Value) {
        let waiter: CheckedContinuation<Value, Never>? = state.withLock { state in
            switch state {
            case .empty:
                state = .kept(value)
                return nil
            case .awaited(let waiter):
                state = .kept(value)
                return waiter
            case .kept: return nil
            }
        }
        waiter?.resume(returning: value)
    }

    /// The value, as soon as it is there.
    ///
    /// Whoever makes promises must see to it that each is kept.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let kept: Value? = state.withLock { state in
                    switch state {
                    case .empty: state = .awaited(continuation)
                    case .awaited: Mistake.trap("A promise is waited for by one task at a time.")
                    case .kept(let value): return value
                    }
                    return nil
                }
                if let kept { continuation.resume(returning: kept) }
            }
        }
    }
}

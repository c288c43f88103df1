internal import Basis
internal import Ports
internal import Updates

/// What is deployed upon: it has parts, forgets nothing, and knows whose names are current.
final class SimulatedTarget: Sendable {
    /// Why a call is refused.
    enum Refusal: Error { case renamed, dead }

    struct State {
        var parts: [StepID: Part] = [:]
        /// The epoch of whoever renamed last: older names are no longer found.
        var fence = 0
        var strangers = 0
        // What the lock on it holds.
        var epoch = 0
        var holder: Holder?
        var renewed = Duration.zero
        var openRun: RunMark?
        var release: ReleaseMark?
    }

    private let state: Guarded<State>

    init(_ parts: [StepID: Part]) {
        var state = State()
        state.parts = parts
        self.state = Guarded(state)
    }

    func withState<Value>(_ body: (inout State) throws -> Value) rethrows -> Value {
        try state.withLock(body)
    }

    /// A look or an act under an epoch. The first of a newer one renames everything to itself.
    func touch<Value>(_ id: StepID, under epoch: Epoch, _ act: (inout Part) throws -> Value) throws -> Value {
        try state.withLock { state in
            guard epoch.number >= state.fence else { throw Refusal.renamed }
            state.fence = epoch.number
            return try act(&state.parts[id, default: Part(.free)])
        }
    }

    func part(_ id: StepID) -> Part? { state.withLock { $0.parts[id] } }
}

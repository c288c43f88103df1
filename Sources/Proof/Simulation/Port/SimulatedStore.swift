internal import Basis
internal import Ports
internal import Updates

/// A journal in memory, as it lies on a disk that no process takes with it.
final class SimulatedStore: Sendable {
    /// Who may write for a scope.
    struct Tenure {
        let scope: Scope
        var epoch = 0
        var holder: Holder?
        var renewed = Duration.zero
        var timeToLive = Duration.zero
    }

    struct State {
        var openings: [RunID: RunOpening] = [:]
        var entries: [RunID: [Entry]] = [:]
        var standings: [RunID: Standing] = [:]
        var order: [RunID] = []
        var releases: [(scope: Scope, record: ReleaseRecord)] = []
        var inbox: [RunID: [PostedRequest]] = [:]
        /// Intents of the last process that were announced and have no outcome.
        var announced: Set<Intent> = []
        var isFull = false
        /// One a scope; a trial has one scope.
        var tenures: [Tenure] = []
    }

    private let state = Guarded(State())

    func withState<Value>(_ body: (inout State) throws -> Value) rethrows -> Value {
        try state.withLock(body)
    }
}

extension SimulatedStore.State {
    /// Follows what is announced, for whoever checks that no act comes without.
    mutating func follow(_ event: RunEvent) {
        switch event {
        case .intended(let intent): announced.insert(intent)
        case .performed(let id, let attempt, _): announced.remove(.perform(id, attempt: attempt))
        case .reversed(let id, let attempt, _): announced.remove(.reverse(id, attempt: attempt))
        case .claimed: announced = []
        default: break
        }
    }

    /// Where the claim of a scope is kept; made where it was never asked for.
    mutating func tenure(of scope: Scope) -> Int {
        if let index = tenures.firstIndex(where: { $0.scope == scope }) { return index }
        tenures.append(.init(scope: scope))
        return tenures.count - 1
    }

    /// The newest run of a scope, if it is open.
    func openRun(of scope: Scope) -> RunID? {
        let latest = order.last { openings[$0]?.scope == scope }
        return latest.flatMap { standings[$0]?.isOpen == true ? $0 : nil }
    }

    func summary(of id: RunID) -> RunSummary? {
        guard let opening = openings[id], let standing = standings[id] else { return nil }
        return RunSummary(
            run: id, scope: opening.scope, playbook: opening.plan.playbook,
            version: opening.plan.purpose.version, standing: standing, requester: opening.requester,
            began: opening.time, latest: entries[id]?.last?.time ?? opening.time, machine: opening.machine)
    }
}

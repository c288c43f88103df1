import Basis

extension Action {
    /// What a step changes, as far as it can be told without looking: enough to know which steps stand on
    /// which.
    enum Reach: Hashable {
        /// Nothing that another step stands on.
        case nothing
        /// These services and nothing else.
        case services(Set<String>)
        /// Anything: data, on which every service stands, or what a command does.
        case anything

        /// Whether the one may stand on what the other did.
        func meets(_ other: Reach) -> Bool {
            switch (self, other) {
            case (.nothing, _), (_, .nothing): false
            case (.services(let one), .services(let other)): !one.isDisjoint(with: other)
            case (.anything, _), (_, .anything): true
            }
        }
    }

    var reach: Reach {
        switch self {
        case .backup, .pull, .build, .notify, .approve, .probe, .verify, .prune: .nothing
        case .roll(let roll): roll.services.isEmpty ? .anything : .services(Set(roll.services.map(\.value)))
        case .scale(let actions):
            actions.reduce(.services([])) { reach, action in
                guard case .services(let services) = reach, let service = action.service.literal else {
                    return .anything
                }
                return .services(services.union([service]))
            }
        case .restore, .migrate, .command, .sql, .http, .call, .together, .always: .anything
        }
    }
}

extension PlannedStep {
    /// Whether what another step left may be changed by this one, of its own will.
    package func mayChange(what other: PlannedStep) -> Bool { action.reach.meets(other.action.reach) }
}

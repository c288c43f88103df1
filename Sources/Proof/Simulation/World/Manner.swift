package import Updates

/// What a simulated step changes, and how.
package enum Manner: Hashable, Sendable {
    /// One call with a name: it can be looked for, and taken back.
    case call
    /// Work of its own with a name, which goes on when its process is gone.
    case job
    /// One call without a name: nobody can tell afterwards, and nothing takes it back.
    case blind
    /// One call that does no harm when it is done again.
    case free
    /// Replicas of a service, replaced one by one in small acts.
    case replicas(Int)

    /// What becomes of such a step on the way back.
    package var nature: Nature {
        switch self {
        case .call, .replicas: .reversible
        case .job: .compensable
        case .blind: .irreversible
        case .free: .harmless
        }
    }

    /// An action of the kind.
    package var action: Action {
        switch self {
        case .call, .blind: Sketch.command()
        case .free: .verify(VerifyAction())
        case .job: Sketch.migration
        case .replicas: Sketch.roll("web")
        }
    }
}

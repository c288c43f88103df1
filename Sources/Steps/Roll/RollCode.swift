internal import Basis

/// What can go wrong when containers are replaced.
package enum RollCode: String, CaseIterable, DiagnosticCode {
    /// A new container did not prove itself.
    case replicaFailed = "roll.replica-failed"
    /// One that comes back did not prove itself.
    case returnFailed = "roll.return-failed"
    /// Something is to be rolled of which the platform knows nothing.
    case unknownService = "roll.unknown-service"
    /// The journal has no record of what stood before.
    case noRecord = "roll.no-record"
    /// There is no address at which a container could be asked.
    case noAddress = "roll.no-address"
    /// The shares of a canary need a switch with weights.
    case noWeights = "roll.no-weights"
    /// Two services wait for each other.
    case circle = "roll.circle"

    /// What the code means.
    package var summary: String {
        switch self {
        case .replicaFailed: "A new container ended, or did not pass its health check in time."
        case .returnFailed: "A container of the old release did not come back when the roll was undone."
        case .unknownService: "The step names a service of which the release has no containers."
        case .noRecord: "The journal does not say what stood before the step."
        case .noAddress: "A container has no address at which it could be asked or reached."
        case .noWeights: "Shares of the traffic need a switch that can weigh."
        case .circle: "Services wait for each other, by `after:`."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .replicaFailed:
            "Read its last words, mend the release, and run the update again; the old release serves."
        case .returnFailed: "Read its last words, then run `belay resume`: what serves was left as it is."
        case .unknownService: "Name a service of the Compose file that has containers."
        case .noRecord: "Run `belay rollback`, which goes by the recorded releases."
        case .noAddress: "Give the service a network, or say `port:` in its `health:`."
        case .noWeights: "Name a switch under `traffic:`, or use `strategy: rolling`."
        case .circle: "Take one of the `after:` away."
        }
    }
}

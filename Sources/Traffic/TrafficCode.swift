internal import Basis

/// What can go wrong with a switch.
package enum TrafficCode: String, CaseIterable, DiagnosticCode {
    /// It does not answer.
    case unreachable = "traffic.unreachable"
    /// It refused a change.
    case refused = "traffic.refused"
    /// It says something else than it was told.
    case notAsAsked = "traffic.not-as-asked"
    /// What it says makes no sense to us.
    case unreadable = "traffic.unreadable"
    /// It has no such backend, upstream or handler.
    case unknownService = "traffic.unknown-service"
    /// The file that it reads at its next start could not be brought in line.
    case file = "traffic.file"
    /// It cannot give out shares.
    case noWeights = "traffic.no-weights"

    /// What the code means.
    package var summary: String {
        switch self {
        case .unreachable: "The switch in front of the services does not answer."
        case .refused: "The switch refused a change of where it routes."
        case .notAsAsked: "The switch took a change and still does not route as it was asked to."
        case .unreadable: "What the switch says of itself cannot be read."
        case .unknownService: "The switch has nothing of the name that `traffic:` gives a service."
        case .file: "The switch's own file of servers could not be written, or it does not pass its test."
        case .noWeights: "The switch knows no weights, so that a canary has no shares."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .unreachable: "Start it, and compare its address with that under `traffic:`."
        case .refused: "Read its words; the manual of `traffic:` says what it must be set up for."
        case .notAsAsked: "Look at its own health checks of the container, then run `belay resume`."
        case .unreadable: "Compare its version with those that the manual of `traffic:` names."
        case .unknownService: "Correct the name under `traffic:`, or add it to the switch."
        case .file: "Make the folder writable for Belay, and test the switch's configuration by hand."
        case .noWeights: "Use `strategy: rolling`, or a switch that weighs: HAProxy or nginx."
        }
    }
}

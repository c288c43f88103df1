internal import Basis

/// The stable codes of gates.
package enum GateCode: String, CaseIterable, DiagnosticCode {
    /// See `summary`.
    case failed = "gate.failed"
    /// See `summary`.
    case outOfTime = "gate.out-of-time"
    /// See `summary`.
    case cannotAsk = "gate.cannot-ask"
    /// See `summary`.
    case warning = "gate.warning"
    /// See `summary`.
    case requestsLost = "gate.requests-lost"

    /// What the code means.
    package var summary: String {
        switch self {
        case .failed: "A gate asked, and the answer was not as it must be, as often as decides."
        case .outOfTime: "A gate was not satisfied within its time."
        case .cannotAsk: "A gate's question cannot be asked as it is written."
        case .warning: "A measured value is worth a look, although it does not fail the gate."
        case .requestsLost: "More requests at the front door were lost than is tolerated."
        }
    }

    /// What to do next.
    package var remedy: String {
        switch self {
        case .failed: "Read the last answer, and look at the logs of the service that gave it."
        case .outOfTime: "Read the last answer; if the service is merely slow, allow more with `within:`."
        case .cannotAsk: "Correct the gate in the playbook or the manifest."
        case .warning: "Look at it before it fails."
        case .requestsLost: "Look at how the service ends its requests: it must finish them after SIGTERM."
        }
    }
}

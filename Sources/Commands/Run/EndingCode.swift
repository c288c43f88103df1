internal import Basis

/// How a run can end other than well.
package enum EndingCode: String, CaseIterable, DiagnosticCode {
    /// It waits.
    case paused = "ending.paused"
    /// It needs a person.
    case stranded = "ending.stranded"
    /// It went back.
    case undone = "ending.undone"
    /// It was left as it stands.
    case stopped = "ending.stopped"
    /// It failed before anything was touched.
    case untouched = "ending.untouched"

    /// What the code means.
    package var summary: String {
        switch self {
        case .paused: "The run waits for a person, a window or an answer, and keeps its claim meanwhile."
        case .stranded: "The run can go neither on nor back by itself: something of it stands in the world."
        case .undone: "The run failed or was turned round, and everything that it had done was undone."
        case .stopped: "The run failed, and its playbook says that everything is left as it stands."
        case .untouched: "The run failed before it had touched anything."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .paused: "See what it waits for with `belay show RUN`."
        case .stranded: "Remove what holds it, then `belay resume RUN`; or accept it: `belay abandon RUN`."
        case .undone: "See why with `belay show RUN`, mend it, and try again."
        case .stopped: "See what stands with `belay show RUN`."
        case .untouched: "Mend what is said, and try again."
        }
    }
}

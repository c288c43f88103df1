import Basis

/// What a run itself can find wrong.
package enum RunCode: String, CaseIterable, DiagnosticCode {
    /// Nobody can tell whether a step was done.
    case unclear = "run.unclear"
    /// A step that is done last waited for a person.
    case waitsAtTheEnd = "run.waits-at-the-end"
    /// A plan that no machine can run.
    case unsoundPlan = "run.unsound-plan"
    /// A journal that tells what cannot have happened.
    case impossibleEvent = "run.impossible-event"

    /// What the code means.
    package var summary: String {
        switch self {
        case .unclear: "Belay was cut off during a step, and nothing tells whether the step was done."
        case .waitsAtTheEnd: "A step under `always:` asked for a person, and nobody waits there."
        case .unsoundPlan: "A plan holds what no run can do."
        case .impossibleEvent: "The journal tells something that cannot have happened in this run."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .unclear: "Look whether it was done; give the step an `observe:`, so that Belay can look."
        case .waitsAtTheEnd: "Move the question to the steps before `always:`."
        case .unsoundPlan: "Make the plan anew with `belay plan`."
        case .impossibleEvent:
            "Check the journal with `belay journal check`; finish the run with the Belay that began it."
        }
    }
}

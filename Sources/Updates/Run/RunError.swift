package import Basis

/// Why a plan or a journal is none that this machine can run.
package enum RunError: Error, Hashable, Sendable {
    /// The plan holds what no run can do.
    case unsoundPlan(String)
    /// The entry cannot have happened where it stands.
    case impossible(sequence: Int, RunEvent, why: String)
}

extension RunError: Diagnosable {
    /// The error in words.
    package var diagnostic: Diagnostic {
        switch self {
        case .unsoundPlan(let why):
            Diagnostic(RunCode.unsoundPlan, "this plan cannot be run", at: .thing("the plan"), why: why)
        case .impossible(let sequence, let event, let why):
            Diagnostic(
                RunCode.impossibleEvent, "entry \(sequence) cannot have happened: \(event.word)",
                at: .thing("entry \(sequence)"), why: why)
        }
    }
}

extension RunEvent {
    /// What kind of event it is, in a word.
    package var word: String {
        switch self {
        case .claimed: "claimed"
        case .intended: "intended"
        case .decided: "decided"
        case .prepared: "prepared"
        case .performed: "performed"
        case .observed: "observed"
        case .judged: "judged"
        case .turned: "turned"
        case .reversed: "reversed"
        case .recorded: "recorded"
        case .tidied: "tidied"
        case .asked: "asked"
        case .committed: "committed"
        case .ended: "ended"
        }
    }
}

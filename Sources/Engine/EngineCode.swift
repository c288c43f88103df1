internal import Basis

/// What can keep the engine from beginning or finishing a run.
package enum EngineCode: String, CaseIterable, DiagnosticCode {
    /// Another run of the same application and environment is open.
    case openRun = "engine.open-run"
    /// The run was begun by a Belay with another machine.
    case otherMachine = "engine.other-machine"
    /// The target is not the one for which the plan was made.
    case otherTarget = "engine.other-target"
    /// The run is over.
    case runOver = "engine.run-over"
    /// The claim was lost while the run was going.
    case claimLost = "engine.claim-lost"
    /// What happened could not be written down.
    case unwritten = "engine.unwritten"
    /// A step did not end in its time.
    case timedOut = "engine.timed-out"
    /// A step failed in a way that no module accounts for.
    case unexpected = "engine.unexpected"
    /// Something beside the steps did not work, and the run went on.
    case besides = "engine.besides"

    /// What the code means.
    package var summary: String {
        switch self {
        case .openRun: "There is one run at a time for an application and environment, and one is open."
        case .otherMachine: "A run is finished by the Belay that began it, and this is another one."
        case .otherTarget: "The plan was made for another engine or cluster than the one that answers now."
        case .runOver: "The run is over, so nothing can be asked of it any more."
        case .claimLost: "Another process took over the run, or the claim on it could not be renewed in time."
        case .unwritten: "The journal could not be written, so nothing was touched any more."
        case .timedOut: "A step took longer than it may."
        case .unexpected: "A step failed in a way that Belay does not account for: a mistake in Belay itself."
        case .besides: "Something beside the steps of a run did not work; the run went on without it."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .openRun: "Finish it with `belay resume`, or turn it round with `belay rollback`."
        case .otherMachine: "Finish the run with the version of Belay that is named."
        case .otherTarget: "Point the environment at the target of the plan, or make a new plan."
        case .runOver: "See how it ended with `belay show RUN`."
        case .claimLost: "See who has it with `belay status`; nothing else is to be done here."
        case .unwritten: "Make room or repair the journal, then `belay resume RUN`."
        case .timedOut: "Give the step a longer `timeout:`, or find out what it waits for."
        case .unexpected: "Report it with the output of `belay show RUN`."
        case .besides: "Nothing at once; if it comes again, ask `belay doctor`."
        }
    }
}

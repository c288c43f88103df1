package import Basis

/// What happened in a run. The run is nothing but what its events make of its plan.
package enum RunEvent: Hashable, Sendable, Codable {
    /// The claim on journal and target was taken, at the start or by whoever resumes.
    ///
    /// What was under way at that moment has lost its process: its outcome is in doubt.
    case claimed(Epoch, by: Requester)
    /// Something is about to be done.
    case intended(Intent)
    /// A condition came to this.
    case decided(StepID, Decision)
    /// The evidence for the way back, or why there is none.
    case prepared(StepID, Outcome)
    /// An attempt ended.
    case performed(StepID, attempt: Int, Outcome)
    /// What was found of an attempt in doubt, by looking or by waiting for it.
    case observed(StepID, attempt: Int, Observation)
    /// A gate came to this.
    case judged(StepID, attempt: Int, Verdict)
    /// What a step that was through had left no longer holds: it was watched, and this was seen.
    case turned(StepID, Diagnostic)
    /// An attempt to take a step back ended.
    case reversed(StepID, attempt: Int, Outcome)
    /// The release was written down, or could not be: that never fails a run.
    case recorded(Outcome)
    /// What a step left over was removed, or could not be: that never fails a run.
    case tidied(StepID, Outcome)
    /// Somebody asked for something; `inbox` is the request's place there, if it came from there.
    case asked(Request, by: Requester, inbox: Int?)
    /// From here on only forward.
    case committed
    /// The run is over.
    case ended(Standing)
}

package import Basis
package import Updates

/// Everything that a step is told when its turn comes.
package struct Situation: Sendable {
    /// Which run.
    package let run: RunID
    /// Under which claim on the target.
    package let epoch: Epoch
    /// The whole plan.
    package let plan: Plan
    /// Which attempt at this step, from 1.
    package let attempt: Int
    /// What `prepare` of this step found; nil while it prepares.
    package let before: Evidence?
    /// What this step came to, as far as it is known: what `undo` is told.
    package let outcome: Outcome?
    /// For each step that is behind us, by name: what it found before, and what it left.
    package let history: [String: StepHistory]
    /// How the run stands, as `run.outcome` says it: `succeeded`, `failed`, `rolled-back` …
    package let runOutcome: String
    /// Who started the run; nil where nobody did, as in a judgement outside of one.
    package var requester: Requester?
    /// When this step's turn came, in milliseconds since 1970: a fact of the journal, not the clock.
    package var now: Int64?
    /// Who agreed to what this step asks of a person; nil while nobody has.
    package var approval: Requester?
    /// When this must be over.
    package let deadline: Deadline
    /// Asked before each small act, and told what is being done.
    package let leash: any Leash

    /// A situation of its parts.
    package init(
        run: RunID, epoch: Epoch, plan: Plan, attempt: Int, before: Evidence?, outcome: Outcome?,
        history: [String: StepHistory], runOutcome: String, requester: Requester? = nil, now: Int64? = nil,
        approval: Requester? = nil, deadline: Deadline, leash: any Leash
    ) {
        (self.run, self.epoch, self.plan, self.attempt) = (run, epoch, plan, attempt)
        (self.before, self.outcome, self.history) = (before, outcome, history)
        (self.runOutcome, self.requester, self.now) = (runOutcome, requester, now)
        (self.approval, self.deadline, self.leash) = (approval, deadline, leash)
    }
}

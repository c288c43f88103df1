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
    /// When this must be over.
    package let deadline: Deadline
    /// Asked before each small act, and told what is being done.
    package let leash: any Leash

    /// A situation of its parts.
    package init(
        run: RunID, epoch: Epoch, plan: Plan, attempt: Int, before: Evidence?, outcome: Outcome?,
        history: [String: StepHistory], runOutcome: String, deadline: Deadline, leash: any Leash
    ) {
        (self.run, self.epoch, self.plan, self.attempt) = (run, epoch, plan, attempt)
        (self.before, self.outcome, self.history) = (before, outcome, history)
        (self.runOutcome, self.deadline, self.leash) = (runOutcome, deadline, leash)
    }
}

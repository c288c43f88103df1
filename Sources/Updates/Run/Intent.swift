/// What the engine shall do next. Data, never a closure: it is journaled before it is done.
package enum Intent: Hashable, Sendable, Codable {
    /// Ask the step's condition.
    case decide(StepID)
    /// Read what the way back will need.
    case prepare(StepID)
    /// Do the step.
    case perform(StepID, attempt: Int)
    /// Find out what became of an attempt in doubt.
    case observe(StepID, attempt: Int)
    /// Wait for what still runs, or end it.
    case settle(StepID, attempt: Int)
    /// Wait before another attempt.
    case delay(StepID, attempt: Int)
    /// Ask the step's gate.
    case judge(StepID, attempt: Int)
    /// Take the step back.
    case reverse(StepID, attempt: Int)
    /// Remove what the step left over.
    case tidyUp(StepID)
}

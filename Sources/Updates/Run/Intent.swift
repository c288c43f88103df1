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
    /// Ask the step's gate.
    case judge(StepID, attempt: Int)
    /// Take the step back.
    case reverse(StepID, attempt: Int)
    /// Write down the release, or that it was refused.
    case record
    /// Remove what the step left over.
    case tidyUp(StepID)
    /// Append `committed`. The append itself is the act, so this one is not journaled before.
    case commit
    /// Append `ended`. As with `commit`, the append is the act.
    case finish(Standing)

    /// The step that it is about; nil where it is about the run.
    package var step: StepID? {
        switch self {
        case .decide(let step), .prepare(let step), .tidyUp(let step): step
        case .perform(let step, _), .observe(let step, _), .settle(let step, _), .judge(let step, _),
            .reverse(let step, _):
            step
        case .record, .commit, .finish: nil
        }
    }

    /// Whether it finds out about an act in doubt: that is done on the way back, too, before anything else.
    package var settlesDoubt: Bool {
        switch self {
        case .observe, .settle: true
        default: false
        }
    }

    /// Whether it takes a step back.
    package var goesBack: Bool {
        if case .reverse = self { true } else { false }
    }
}

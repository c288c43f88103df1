package import Basis

/// Why a run can go neither on nor back by itself.
package struct Stranding: Hashable, Sendable {
    /// What the way back may not pass.
    package enum Barrier: Hashable, Sendable {
        /// A step that nothing takes back was done.
        case passed(StepID)
        /// Whether a step that nothing takes back was done, nobody can tell.
        case unclear(StepID)
    }

    /// A step that could not be taken back, and what was said at the last try.
    package struct Remnant: Hashable, Sendable {
        /// Which step.
        package let step: StepID
        /// What was said.
        package let diagnostic: Diagnostic
    }

    /// Steps that could not be taken back, the latest first.
    package let remnants: [Remnant]
    /// Steps that were not tried, because what they stand on could not be taken back.
    package let held: [StepID]
    /// Where the way back ends.
    package let barriers: [Barrier]
}

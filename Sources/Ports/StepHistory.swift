package import Updates

/// What a step that is behind us found and left.
package struct StepHistory: Hashable, Sendable {
    /// What it found.
    package let before: Evidence
    /// What it left; nil if it did not get so far.
    package let after: Evidence?

    /// The history of a step.
    package init(before: Evidence, after: Evidence?) {
        (self.before, self.after) = (before, after)
    }
}

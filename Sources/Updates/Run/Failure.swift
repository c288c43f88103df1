package import Basis

/// Why a step did not get through.
package struct Failure: Hashable, Sendable {
    /// At which part of it.
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        /// Its condition had no answer.
        case condition
        /// The evidence for the way back could not be read: nothing was touched.
        case preparation
        /// The act itself, in its last attempt.
        case act
        /// The gate behind it.
        case gate
        /// What it had left, seen later, before the commit.
        case watch
        /// Nobody can tell whether it was done.
        case doubt
    }

    /// Which step.
    package let step: StepID
    /// At which part of it.
    package let cause: Cause
    /// What is said of it.
    package let diagnostic: Diagnostic

    /// A failure of its parts.
    package init(step: StepID, cause: Cause, diagnostic: Diagnostic) {
        (self.step, self.cause, self.diagnostic) = (step, cause, diagnostic)
    }
}

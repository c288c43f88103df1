package import Basis

/// A question put to the world until the answer is clear: does it pass so many times in a row, in time?
package struct Gate: Hashable, Sendable, Codable {
    /// What is asked.
    package let question: Question
    /// How often and for how long.
    package let patience: Patience
    /// From where on a measured value is worth a warning, and from where on it fails.
    package let limits: Thresholds?
    /// Where it is written.
    package let span: Span

    /// Joins a question to the patience with which it is asked.
    package init(_ question: Question, patience: Patience, limits: Thresholds?, at span: Span) {
        (self.question, self.patience, self.limits, self.span) = (question, patience, limits, span)
    }
}

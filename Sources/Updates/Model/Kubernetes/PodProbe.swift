package import Basis

/// A question that a node asks a container again and again.
package struct PodProbe: Hashable, Sendable {
    /// What is asked.
    package let action: PodAction
    /// Where it is written.
    package let span: Span
    /// After how many seconds it is first asked.
    package var initialDelaySeconds: Located<Int>?
    /// Every how many seconds.
    package var periodSeconds: Located<Int>?
    /// After how many seconds no answer is a bad one.
    package var timeoutSeconds: Located<Int>?
    /// How many good answers in a row are believed.
    package var successThreshold: Located<Int>?
    /// How many bad answers in a row are believed.
    package var failureThreshold: Located<Int>?

    /// A question asked with the cluster's own patience.
    package init(action: PodAction, span: Span) { (self.action, self.span) = (action, span) }

    /// For how many seconds bad answers are borne: the period times how many are believed, by default 30.
    package var patienceSeconds: Int {
        let (product, overflow) = (periodSeconds?.value ?? 10)
            .multipliedReportingOverflow(by: failureThreshold?.value ?? 3)
        return overflow ? Int.max : product
    }

    /// After how many seconds no answer is a bad one, by default 1.
    package var answerSeconds: Int { timeoutSeconds?.value ?? 1 }
}

package import Basis

/// How containers are replaced by others: `update_config` and `rollback_config`.
package struct ComposeReplacement: Hashable, Sendable {
    /// How many at once; 0 is all.
    package var parallelism: Located<Int>?
    /// The pause after each.
    package var delay: Located<Duration>?
    /// What happens when too many fail.
    package var failureAction: Located<FailureAction>?
    /// How long a failure after the start still counts.
    package var monitor: Located<Duration>?
    /// The share of failures that is borne, 0 to 1.
    package var maximumFailureRatio: Located<Double>?
    /// Which comes first, the new one's start or the old one's end.
    package var order: Located<Order>?

    /// Nothing said yet.
    package init() {}

    /// What happens when too many fail.
    package enum FailureAction: String, CaseIterable, Hashable, Sendable {
        /// Stop as it stands, go on, or go back.
        case pause, `continue`, rollback
    }

    /// Which comes first.
    package enum Order: String, CaseIterable, Hashable, Sendable {
        /// The old one ends before the new one starts.
        case stopFirst = "stop-first"
        /// The new one serves before the old one ends.
        case startFirst = "start-first"
    }
}

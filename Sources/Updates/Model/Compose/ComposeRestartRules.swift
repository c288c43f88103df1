package import Basis

/// When a container that ended is started again: `deploy.restart_policy`.
package struct ComposeRestartRules: Hashable, Sendable {
    /// Which ends count.
    package var condition: Located<Condition>?
    /// The pause before the start.
    package var delay: Located<Duration>?
    /// How often at most.
    package var maximumAttempts: Located<Int>?
    /// How long it must run to count as started.
    package var window: Located<Duration>?

    /// Nothing said yet.
    package init() {}

    /// Which ends count.
    package enum Condition: String, CaseIterable, Hashable, Sendable {
        /// None of them.
        case none
        /// Those with an exit code other than 0.
        case onFailure = "on-failure"
        /// All of them.
        case any
        /// All of them, unless somebody stopped it.
        case unlessStopped = "unless-stopped"
    }
}

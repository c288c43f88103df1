package import Updates

/// What a trial came to.
package struct Report: Sendable {
    /// What must never be, and was; empty for a good trial.
    package var violations: [String]
    /// How the run ended; nil if it did not.
    package let standing: Standing?
    /// Entries of the journal, of all processes.
    package let entries: Int
    /// Awaits of ports at which the first process could have died.
    package let points: Int
    /// Processes that it took.
    package let processes: Int
}

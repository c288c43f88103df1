package import Basis

/// Removes what is no longer needed.
package struct PruneAction: Hashable, Sendable, Codable {
    /// What can be pruned.
    package enum Target: String, Hashable, Sendable, Codable, CaseIterable {
        /// Backups, images, records of releases, entries of the journal.
        case backups, images, releases, journal
    }

    /// What is pruned.
    package let targets: [Located<Target>]
    /// What is kept, where that differs from the manifest.
    package let keep: Located<Duration>?

    /// A pruning.
    package init(_ targets: [Located<Target>], keep: Located<Duration>?) {
        (self.targets, self.keep) = (targets, keep)
    }
}

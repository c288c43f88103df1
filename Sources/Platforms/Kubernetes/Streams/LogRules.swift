package import Basis

/// Which part of what a container printed is wanted.
package struct LogRules: Hashable, Sendable {
    /// Whether what is still to come is wanted too.
    package var isFollowed = false
    /// Whether the container before the last restart is meant.
    package var isPrevious = false
    /// The last lines alone.
    package var lines: Int?
    /// What is not older than this.
    package var since: Duration?
    /// How much, from the beginning of what is meant.
    package var limit: ByteCount?

    /// All of it, up to now.
    package init() {}
}

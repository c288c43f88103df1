/// What lies between two commits, newest first.
package struct History: Hashable, Sendable {
    /// The commits reachable from the newer and not from the older one, at most as many as asked for.
    package let commits: [CommitSummary]
    /// Whether there were more than that.
    package let isCut: Bool
}

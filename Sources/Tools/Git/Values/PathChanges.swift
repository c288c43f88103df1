/// What differs between two commits, in the order of the tree.
package struct PathChanges: Hashable, Sendable {
    /// The changes, at most as many as asked for.
    package let changes: [PathChange]
    /// Whether there were more than that.
    package let isCut: Bool
}

/// One path that differs between two commits. A rename is a removal and an addition.
package struct PathChange: Hashable, Sendable {
    /// What became of it.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// It was not there before.
        case added
        /// It is no longer there.
        case removed
        /// Its content or its mode differs.
        case modified
    }

    /// The path from the root of the tree.
    package let path: String
    /// What became of it.
    package let kind: Kind
}

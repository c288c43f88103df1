package import Basis

/// A tag that names a release.
package struct ReleaseTag: Hashable, Sendable {
    /// The name of the tag.
    package let name: String
    /// The version that the name spells, without what stands before the pattern's first wildcard.
    package let version: ReleaseVersion
    /// What it stands for; its commit is never nil.
    package let target: RefTarget

    /// The commit it leads to.
    package let commit: ObjectID

    /// What is written down so that a move can be noticed.
    package var record: TagRecord { TagRecord(name: name, target: target) }
}

/// A release of the source, pinned: a tag that moves afterwards no longer matters.
package struct PinnedRelease: Hashable, Sendable, Codable {
    /// Its name: the tag, or the branch with its commit.
    package let version: String
    /// The commit.
    package let commit: String
    /// The tag object, where the tag is annotated.
    package let tagObject: String?

    /// A pin of its parts.
    package init(version: String, commit: String, tagObject: String?) {
        (self.version, self.commit, self.tagObject) = (version, commit, tagObject)
    }
}

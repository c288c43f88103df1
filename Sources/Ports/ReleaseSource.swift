package import Updates

/// Where releases come from: the source's own copy here, brought up to date when it is asked.
package protocol ReleaseSource: Sendable {
    /// The release behind a word: a tag, `latest`, or the head of the branch that is followed.
    ///
    /// Throws if there is none, if its tag moved since it was recorded, or if its signature does not satisfy.
    func release(_ wanted: String) async throws -> PinnedRelease

    /// The commits from one to another, newest first, so many at most.
    func commits(from old: String?, to new: String, limit: Int) async throws -> [CommitLine]

    /// A fingerprint of what a folder of a release holds; nil if it has no such folder.
    func fingerprint(of folder: String, in release: PinnedRelease) async throws -> String?

    /// The folder of a release's files, checked out once and kept.
    func checkout(_ release: PinnedRelease) async throws -> String
}

/// What the target keeps of the last committed release, for a stranger without our journal.
package struct ReleaseMark: Hashable, Sendable, Codable {
    /// Its name: a tag, `adopted`, or a branch with its commit.
    package let version: String
    /// The commit, where there is a source.
    package let commit: String?
    /// The run that committed it.
    package let run: RunID
    /// For each service the image by id.
    package let images: [String: String]

    /// A mark of its parts.
    package init(version: String, commit: String?, run: RunID, images: [String: String]) {
        (self.version, self.commit, self.run, self.images) = (version, commit, run, images)
    }
}

/// A commit between what runs and what is asked for, in a line.
package struct CommitLine: Hashable, Sendable, Codable {
    /// The commit.
    package let commit: String
    /// The first line of its message.
    package let subject: String

    /// A commit in a line.
    package init(commit: String, subject: String) { (self.commit, self.subject) = (commit, subject) }
}

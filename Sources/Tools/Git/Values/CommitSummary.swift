/// A commit as a log shows it.
package struct CommitSummary: Hashable, Sendable, Codable {
    /// Its id.
    package let id: ObjectID
    /// Its parents, first parent first.
    package let parents: [ObjectID]
    /// Who wrote it; bytes that are not UTF-8 are replaced.
    package let author: Identity
    /// The first paragraph of its message, on one line.
    package let subject: String
    /// When it was committed, in seconds since 1970.
    package let committedAt: Int64
}

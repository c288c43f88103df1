/// What was taken away from a journal.
package struct JournalPruning: Hashable, Sendable, Codable {
    /// How many entries.
    package let entries: Int
    /// How many runs.
    package let runs: Int
    /// How many releases were written again, because the way back needs them.
    package let releases: Int

    /// What was taken away.
    package init(entries: Int, runs: Int, releases: Int) {
        (self.entries, self.runs, self.releases) = (entries, runs, releases)
    }
}

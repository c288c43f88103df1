/// What a whole reading of a journal found.
package struct JournalInspection: Hashable, Sendable {
    /// The version of its format.
    package var version: Int
    /// How many entries it has.
    package var entries = 0
    /// How many runs.
    package var runs = 0
    /// How many records of releases.
    package var releases = 0
    /// How many entries were taken away behind a checkpoint.
    package var pruned = 0
    /// The number of its last entry. Whoever keeps it elsewhere, with the hash, can tell later that nothing
    /// was taken from the end.
    package var last = 0
    /// The hash of its last entry, in hexadecimal digits.
    package var hash = ""
    /// What is wrong with it, as far as it was looked for.
    package var problems: [JournalDamage] = []

    /// A journal of a version, with nothing in it yet.
    package init(version: Int) { self.version = version }
}

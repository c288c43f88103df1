/// Whether a backup stays, and why.
package struct RetentionVerdict: Hashable, Sendable {
    /// Which backup.
    package let id: BackupID
    /// Why it stays, each in a few words; none means that it goes.
    package internal(set) var reasons: [String]

    /// Whether it stays.
    package var stays: Bool { !reasons.isEmpty }
}

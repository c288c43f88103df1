package import Basis

/// Proves a backup.
package struct VerifyAction: Hashable, Sendable, Codable {
    /// Which one; the latest if nothing is said.
    package var backup: Template?
    /// How.
    package var method: Located<Verification>?
    /// It fails if the backup is older.
    package var maxAge: Written<Duration>?

    /// The latest backup, proved as the manifest says.
    package init() {}
}

/// What a backup is, as it says itself: the file `manifest.json` beside its parts.
package struct BackupManifest: Hashable, Sendable, Codable {
    /// Why it was made.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Because a playbook says so.
        case regular
        /// Because something was about to be written over.
        case safety
        /// Somebody else's dump, taken in.
        case adopted
    }

    /// The form in which this Belay writes, and the newest that it reads.
    package static let newest = 1

    /// The form in which it is written.
    package let form: Int
    /// Its name.
    package let id: BackupID
    /// Why it was made.
    package let kind: Kind
    /// Of which application.
    package let app: String
    /// In which environment.
    package let environment: String
    /// When it began, in milliseconds since 1970: everything written since then is not in it.
    package let began: Int64
    /// When it was whole.
    package var ended: Int64 = 0
    /// The run that made it.
    package var run: String?
    /// The release that was in force.
    package var release: String?
    /// The commit of that release.
    package var commit: String?
    /// The revision of the schema, where a migration tool tells it.
    package var revision: String?
    /// The services whose writes were stopped meanwhile.
    package var quiesced: [String] = []
    /// The Belay that made it.
    package var belay = ""
    /// Who can open it; empty means anybody.
    package var recipients: [String] = []
    /// Its parts.
    package var parts: [BackupPart] = []

    /// A backup that has just begun.
    package init(id: BackupID, kind: Kind, app: String, environment: String, began: Int64) {
        form = BackupManifest.newest
        (self.id, self.kind, self.app, self.environment) = (id, kind, app, environment)
        self.began = began
    }

    /// The part of a database or a set of files.
    package func part(_ name: String) -> BackupPart? { parts.first { $0.name == name } }
}

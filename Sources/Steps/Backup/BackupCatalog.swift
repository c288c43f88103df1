internal import Basis
package import Updates

/// The backups of an environment, as people look at them.
package struct BackupCatalog: Sendable {
    let setting: BackupSetting

    /// In a setting.
    package init(_ setting: BackupSetting) { self.setting = setting }

    /// The folder in which they stand.
    package var place: String { get throws { try Shelf(setting).path } }

    /// The good ones, newest first, and what looks like one and is none.
    package func list() async throws -> (good: [BackupManifest], bad: [BackupFailure]) {
        try await Shelf(setting).look()
    }

    /// The backup that a word means: `latest`, a name, or its beginning.
    package func find(_ word: String) async throws -> BackupManifest { try await Shelf(setting).find(word) }

    /// Whether proving or restoring a backup reaches for what lies on the target.
    package func needsTarget(_ backup: BackupManifest) -> Bool {
        backup.parts.contains { part in
            let database = setting.manifest.databases.first { $0.name.value == part.name }
            return part.source == .volume || database?.value.service != nil
        }
    }
}

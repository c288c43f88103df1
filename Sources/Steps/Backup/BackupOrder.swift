package import Updates

/// What is asked of a backup.
package struct BackupOrder: Sendable {
    /// Its name.
    package let id: BackupID
    /// Why it is made.
    package let kind: BackupManifest.Kind
    /// Databases and files of the manifest; all if none is named.
    package var databases: [String] = []
    /// See `databases`.
    package var files: [String] = []
    /// What is written down with it.
    package var facts = Facts()

    /// Everything of the manifest.
    package init(_ id: BackupID, _ kind: BackupManifest.Kind) { (self.id, self.kind) = (id, kind) }

    /// What a backup says of the moment at which it was made.
    package struct Facts: Hashable, Sendable {
        /// The run, the release in force, its commit, and the revision of the schema.
        package var run, release, commit, revision: String?
        /// Services whose writes are stopped.
        package var quiesced: [String] = []

        /// Nothing known.
        package init() {}
    }
}

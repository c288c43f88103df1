import Basis

/// What an environment says differently from the manifest around it. Named things are replaced by name,
/// others whole.
package struct ManifestOverlay: Hashable, Sendable, Codable {
    /// Services with other rules.
    package var services: [Named<ServiceRules>] = []
    /// Databases that are others here.
    package var databases: [Named<Database>] = []
    /// File sets that are others here.
    package var files: [Named<FileSet>] = []
    /// Other migrations.
    package var migrations: Migrations?
    /// Checks that are others here.
    package var checks: [Named<[SmokeCheck]>] = []
    /// Other rules for backups.
    package var backups: BackupRules?
    /// Secrets that come from elsewhere here.
    package var secrets: [Named<SecretSource>] = []
    /// Other people to tell; nil means the manifest's.
    package var notify: [Receiver]?

    /// Nothing different.
    package init() {}
}

extension Manifest {
    /// The manifest as it holds for one environment; nil if there is no environment of that name.
    package func overlaid(for name: String) -> Manifest? {
        guard let environment = environments.first(where: { $0.name.value == name })?.value else {
            return nil
        }
        let overlay = environment.overlay
        var manifest = self
        manifest.services = services.overlaid(by: overlay.services)
        manifest.databases = databases.overlaid(by: overlay.databases)
        manifest.files = files.overlaid(by: overlay.files)
        manifest.migrations = overlay.migrations ?? migrations
        manifest.checks = checks.overlaid(by: overlay.checks)
        manifest.backups = overlay.backups ?? backups
        manifest.secrets = secrets.overlaid(by: overlay.secrets)
        manifest.notify = overlay.notify ?? notify
        return manifest
    }
}

extension Array {
    fileprivate func overlaid<Value>(by others: [Named<Value>]) -> [Named<Value>]
    where Element == Named<Value> {
        let kept = map { mine in others.first { $0.name.value == mine.name.value } ?? mine }
        return kept + others.filter { other in !contains { $0.name.value == other.name.value } }
    }
}

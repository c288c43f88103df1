package import Basis

/// What is deployed and where: the whole of `belay.yml`, for one environment or before one is chosen.
package struct Manifest: Hashable, Sendable, Codable {
    /// The name of the application.
    package var app: Located<String>
    /// Where its releases come from.
    package var source: Source?
    /// What Belay should know about services beyond their own files.
    package var services: [Named<ServiceRules>] = []
    /// The databases.
    package var databases: [Named<Database>] = []
    /// The sets of files.
    package var files: [Named<FileSet>] = []
    /// How the schema is brought from one release to the next.
    package var migrations: Migrations?
    /// Smoke checks.
    package var checks: [Named<[SmokeCheck]>] = []
    /// Where backups go and how long they stay.
    package var backups: BackupRules?
    /// Where secrets come from.
    package var secrets: [Named<SecretSource>] = []
    /// Who is told.
    package var notify: [Receiver] = []
    /// Where it is deployed.
    package var environments: [Named<Environment>] = []
    /// What runs by itself.
    package var schedule: [Named<Appointment>] = []
    /// The environment when none is named.
    package var initial: Located<String>?

    /// A manifest that says nothing but a name.
    package init(app: Located<String>) { self.app = app }
}

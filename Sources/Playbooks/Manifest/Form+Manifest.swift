import Basis
import Updates
import YAML

extension Form where Value == Manifest {
    /// The manifest: the whole of `belay.yml`.
    static var manifest: Form {
        .record(
            "the manifest",
            Key.required("app", .text("a name"), "The name of the application."),
            Key.optional("source", .source, "Where its releases come from."),
            Key.overlay,
            Key.optional("environments", .map(.environment), default: [], "Where it is deployed."),
            Key.optional("schedule", .map(.appointment), default: [], "What runs by itself."),
            Key.optional("default", .text("an environment"), "The environment when none is named.")
        ) { _, app, source, own, environments, schedule, initial in
            var manifest = Manifest(app: app)
            (manifest.source, manifest.services, manifest.databases) = (source, own.services, own.databases)
            (manifest.files, manifest.migrations, manifest.checks) = (own.files, own.migrations, own.checks)
            (manifest.backups, manifest.secrets, manifest.notify) = (
                own.backups, own.secrets, own.notify ?? []
            )
            (manifest.environments, manifest.schedule, manifest.initial) = (environments, schedule, initial)
            return manifest
        }
    }
}

extension Key where Value == ManifestOverlay {
    /// The keys that stand in the manifest and, where an environment differs, in it again.
    static var overlay: Key {
        let services = Key<[Named<ServiceRules>]>.optional(
            "services", .map(.serviceRules), default: [],
            "What Belay should know beyond the services' own files.")
        let databases = Key<[Named<Database>]>.optional(
            "databases", .map(.database), default: [], "The databases, by the names that backups use.")
        let files = Key<[Named<FileSet>]>.optional(
            "files", .map(.fileSet), default: [], "Sets of files, by the names that backups use.")
        let migrations = Key<Migrations?>.optional(
            "migrations", .migrations, "How the schema follows the release.")
        let checks = Key<[Named<[SmokeCheck]>]>.optional(
            "checks", .map(.listOrOne(.smokeCheck)), default: [], "Smoke checks, by name.")
        let backups = Key<BackupRules?>.optional(
            "backups", .backupRules, "Where backups go and how long they stay.")
        let secrets = Key<[Named<SecretSource>]>.optional(
            "secrets", .map(.secretSource), default: [], "Where secrets come from.")
        let notify = Key<[Receiver]?>.optional("notify", .listOrOne(.receiver), "Who is told.")
        let shapes: [[RecordShape.Key]] = [
            services.shapes, databases.shapes, files.shapes, migrations.shapes, checks.shapes, backups.shapes,
            secrets.shapes, notify.shapes,
        ]
        return Key(shapes: shapes.flatMap { $0 }) { record, reading in
            var overlay = ManifestOverlay()
            overlay.services = services.read(record, &reading) ?? []
            overlay.databases = databases.read(record, &reading) ?? []
            overlay.files = files.read(record, &reading) ?? []
            overlay.migrations = migrations.read(record, &reading) ?? nil
            overlay.checks = checks.read(record, &reading) ?? []
            overlay.backups = backups.read(record, &reading) ?? nil
            overlay.secrets = secrets.read(record, &reading) ?? []
            overlay.notify = notify.read(record, &reading) ?? nil
            return overlay
        }
    }
}

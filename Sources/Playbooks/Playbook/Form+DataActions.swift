import Basis
import Updates
import YAML

extension Form where Value == Located<Verification> {
    /// `true` for readable, or the name of a method.
    static var verification: Form {
        let flag = Form<Located<Bool>>.boolean.map { $0.map { $0 ? Verification.read : .hashes } }
        let method = Form.choice(Verification.self)
        return Form(.either([flag.shape, method.shape])) { node, reading in
            node.bool == nil ? method.read(node, &reading) : flag.read(node, &reading)
        }
    }
}

extension Form where Value == BackupAction {
    static var backup: Form {
        let names = Form<[Located<String>]>.listOrOne(.text("a name"))
        return .record(
            "backup",
            Key.optional("databases", names, default: [], "Databases of the manifest; all if none is named."),
            Key.optional("files", names, default: [], "File sets of the manifest; all if none is named."),
            Key.optional("verify", .verification, "How it is proved before the next step begins."),
            Key.optional(
                "quiesce", names, default: [], "Services that are stopped meanwhile and always resumed.")
        ) { _, databases, files, verify, quiesce in
            var action = BackupAction()
            (action.databases, action.files, action.verify, action.quiesce) = (
                databases, files, verify, quiesce
            )
            return action
        }
    }
}

extension Form where Value == RestoreAction {
    static var restore: Form {
        let names = Form<[Located<String>]>.listOrOne(.text("a name"))
        return .record(
            "restore",
            Key.optional(
                "from", .template("a backup"), "Which backup; the latest good one if nothing is said."),
            Key.optional("databases", names, default: [], "Databases to bring back."),
            Key.optional("files", names, default: [], "File sets to bring back."),
            Key.optional("path", .template("a path"), "Only this path within the file sets."),
            Key.optional(
                "beside", .template("a name"), "Beside the present data under this name, not in its place.")
        ) { _, from, databases, files, path, beside in
            var action = RestoreAction()
            (action.from, action.databases, action.files) = (from, databases, files)
            (action.path, action.beside) = (path, beside)
            return action
        }
    }
}

extension Form where Value == MigrateAction {
    static var migrate: Form {
        .record(
            "migrate",
            Key.optional(
                "phase", .choice(MigrateAction.Phase.self), "Which part of the migrations; all if not said."),
            Key.optional("to", .template("a revision"), "To which revision, if not the newest."),
            Key.optional(
                "down", .template("a number"), "How many migrations are taken back, instead of going up.")
        ) { _, phase, to, down in
            var action = MigrateAction()
            (action.phase, action.to, action.down) = (phase, to, down)
            return action
        }
    }
}

extension Form where Value == SQLAction {
    static var sql: Form {
        .record(
            "sql",
            Key.required("database", .text("a database"), "The database of the manifest."),
            Key.required("run", .template("SQL"), "The statements, or `file:` and a path in the release."),
            Key.optional(
                "undo", .template("SQL"), "What takes them back; it must be safe when they never ran."),
            Key.optional("idempotent", .boolean, "Whether they may be run again without harm."),
            Key.optional(
                "transaction", .boolean,
                "Whether they are one transaction; if not said, where the database can."),
            Key.optional("expect", .comparison, "What the one value that they give must be.")
        ) { _, database, run, undo, idempotent, transaction, expect in
            var action = SQLAction(run, on: database)
            (action.undo, action.isIdempotent, action.expect) = (undo, idempotent?.value ?? false, expect)
            action.transaction = transaction
            return action
        }
    }
}

extension Form where Value == VerifyAction {
    static var verify: Form {
        .record(
            "verify",
            Key.optional("backup", .template("a backup"), "Which one; the latest if nothing is said."),
            Key.optional("method", .verification, "How; as the manifest says if nothing is said."),
            Key.optional("max-age", .written(.duration), "It fails if the backup is older.")
        ) { _, backup, method, maxAge in
            var action = VerifyAction()
            (action.backup, action.method, action.maxAge) = (backup, method, maxAge)
            return action
        }
    }
}

extension Form where Value == PruneAction {
    static var prune: Form {
        let targets = Form<[Located<PruneAction.Target>]>.listOrOne(.choice(PruneAction.Target.self))
        let both = Form.record(
            "prune",
            Key.required("targets", targets, "What is pruned."),
            Key.optional("keep", .duration, "What is younger stays.")
        ) { _, targets, keep in PruneAction(targets, keep: keep) }
        let plain = targets.map { PruneAction($0, keep: nil) }
        return .byKind(scalar: plain, sequence: plain, mapping: both)
    }
}

import Basis
import Updates

extension Action {
    /// Every kind of step: its key, its form, and what it does.
    static var kinds: [Alternative<Action>] {
        [
            Alternative("backup", .backup, "Back up databases and files, as one set.") { .backup($0) },
            Alternative("restore", .restore, "Bring data back from a backup.") { .restore($0) },
            Alternative("pull", .pull, "Fetch a release and pin it to its commit.") { .pull(version: $0) },
            Alternative("build", .build, "Build the images of a release, or take them from a registry.") {
                .build($0)
            },
            Alternative("migrate", .migrate, "Bring the schema to that of the release.") { .migrate($0) },
            Alternative("roll", .roll, "Replace, stop or start the containers of services.") { .roll($0) },
            Alternative("scale", .listOrOne(.scale), "Run so many replicas of services.") { .scale($0) },
            Alternative("command", .command, "Run a command.") { .command($0) },
            Alternative("sql", .sql, "Run SQL on a database.") { .sql($0) },
            Alternative("http", .http, "Send an HTTP request.") { .http($0) },
            Alternative("notify", .notify, "Tell people.") { .notify($0) },
            Alternative("approve", .approve, "Wait for a person.") { .approve($0) },
            Alternative("probe", .probe, "Ask a gate until it is clear, or wait.") { .probe($0) },
            Alternative("call", .call, "Run another playbook.") { $0 },
            Alternative("verify", .verify, "Prove a backup.") { .verify($0) },
            Alternative("prune", .prune, "Remove what is no longer needed.") { .prune($0) },
            Alternative("together", .list(.step), "Do several steps side by side.") { .together($0) },
            Alternative("always", .list(.step), "Do steps last, in any outcome.") { .always($0) },
        ]
    }
}

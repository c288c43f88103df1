internal import Basis

/// The stable codes of migrations.
package enum MigrateCode: String, CaseIterable, DiagnosticCode {
    /// What is asked for cannot be done.
    case impossible = "migrate.impossible"
    /// The revision in force cannot be read.
    case noRevision = "migrate.no-revision"
    /// The tool failed.
    case failed = "migrate.failed"
    /// Somebody else is changing the structure.
    case busy = "migrate.busy"
    /// Nothing takes it back.
    case noWayDown = "migrate.no-way-down"
    /// Taking it back left something.
    case notBack = "migrate.not-back"

    /// What the code means.
    package var summary: String {
        switch self {
        case .impossible: "A schema cannot be brought where a step wants it."
        case .noRevision: "Nothing tells which revision the schema has."
        case .failed: "The program that migrates the schema ended with another exit code than 0."
        case .busy: "Somebody else is changing the structure of a database and does not come to an end."
        case .noWayDown: "A migration has no way back: the tool has none, and no backup can be restored."
        case .notBack: "A migration was taken back, and the schema still differs from what it was before."
        }
    }

    /// What to do next.
    package var remedy: String {
        switch self {
        case .impossible:
            "Read why, and correct `migrations:` in belay.yml or what the command line asks for."
        case .noRevision: "Run the `now` command of `migrations:` by hand and put right what it says."
        case .failed: "Read what the program said, correct the migration, and release it anew."
        case .busy:
            "Look who it is (`pg_stat_activity`, `show processlist`), and let them finish or end them."
        case .noWayDown: "Restore the latest backup with `belay restore`, or write `migrations.down`."
        case .notBack:
            "Mend by hand what is named, or restore the latest backup; then `belay resume RUN` looks again."
        }
    }
}

internal import Basis
internal import Console
internal import Steps
internal import Updates

/// `belay backups`.
enum BackupsCommand {
    private static let action = Parameter<String?>.operand("ACTION", "`list` (default), `adopt` or `fetch`")
    private static let subject = Parameter<String?>.operand(
        "SUBJECT", "The file to adopt, or the backup to fetch", takes: .file)
    private static let name = Parameter<String?>.option(
        "as", "NAME", "Of which database or set of files an adopted dump is")

    static let command = Command(
        name: "backups",
        about: "List the backups, and why each is kept; take in a dump of somebody else's",
        details: """
            `adopt` takes in plain SQL, pg_dump -Fc, mongodump --archive, an RDB, a SQLite file or a tar, \
            also behind gzip or zstd, and seals it as the manifest says; what is empty or cut off is \
            refused. `fetch` brings a backup back from a further place.
            """,
        parameters: [action.row, subject.row, name.row],
        examples: [
            .init(line: "belay backups", about: "List them, newest first"),
            .init(line: "belay backups adopt old/backup.sql.gz --as main", about: "Take one in"),
        ]
    ) { invocation in
        let setting = try Backups.setting(invocation)
        let arguments = invocation.arguments
        switch (arguments[action] ?? "list", arguments[subject], arguments[name]) {
        case ("list", nil, nil): break
        case ("adopt", let file?, let name?):
            let path = file.hasPrefix("/") ? file : "\(invocation.surroundings.folder)/\(file)"
            _ = try await Adoption(setting).adopt(path, as: name, by: .after(Backups.patience))
        case ("fetch", let word?, nil):
            guard let id = BackupID(word) else {
                throw Failure.wrongInput([
                    Diagnostic(BackupCode.unknownBackup, "`\(word)` is no name of a backup", at: .commandLine)
                ])
            }
            _ = try await Offsite(setting).fetch(id, by: .after(Backups.patience))
        default:
            let remedy = "Write `belay backups`, `backups adopt FILE --as NAME` or `backups fetch BACKUP`."
            throw Failure.wrongInput([
                Diagnostic(
                    BackupCode.unusable, "that is not what `backups` takes", at: .commandLine, remedy: remedy)
            ])
        }
        let catalog = BackupCatalog(setting)
        let (good, bad) = try await catalog.list()
        for failure in bad { invocation.printer.notice(failure.diagnostic) }
        let verdicts = try await BackupPruner(setting).verdicts(keep: nil, held: [:])
        invocation.printer.show(BackupsReport(backups: good, verdicts: verdicts, place: try catalog.place))
        return .done
    }
}

internal import Basis
internal import Console
internal import Playbooks
internal import Updates

/// `belay backup`.
enum BackupCommand {
    static let databases = Parameter<[String]>.options(
        "database", "NAME", "A database of the manifest; everything if nothing is named")
    static let files = Parameter<[String]>.options(
        "files", "NAME", "A set of files of the manifest; everything if nothing is named")
    private static let quiesce = Parameter<[String]>.options(
        "quiesce", "SERVICE", "Stop it meanwhile; it is started again whatever happens")

    static let command = Command(
        name: "backup",
        about: "Back up databases and files, prove the backup, and copy it to every further place",
        details: """
            Runs playbooks/backup.yml, or the standard one, which also removes what `keep:` lets go. With \
            names only those are backed up, and nothing is removed. A backup is whole or not there: what is \
            interrupted is never listed.
            """,
        parameters: [
            databases.row, files.row, quiesce.row, RunOptions.yes.row, RunOptions.skip.row,
            RunOptions.reason.row, RunOptions.ticket.row,
        ],
        examples: [
            .init(line: "belay backup", about: "Everything that the manifest names"),
            .init(line: "belay backup --database main --quiesce worker", about: "One, with no writes"),
        ],
        waits: { _ in false }
    ) { invocation in
        let desk = try await Desk(invocation)
        let arguments = invocation.arguments
        let isWhole = (arguments[databases] + arguments[files] + arguments[quiesce]).isEmpty
        if isWhole,
            let playbook = desk.workplace.planner.playbooks.first(where: { $0.name.value == "backup" })
        {
            return try await Backups.run(playbook, at: desk, for: invocation)
        }
        var action = BackupAction()
        action.databases = arguments[databases].map(Backups.located)
        action.files = arguments[files].map(Backups.located)
        action.quiesce = arguments[quiesce].map(Backups.located)
        action.verify = Backups.located(.read)
        let playbook = Playbook(
            name: Backups.located("backup-of-some"), about: nil, inputs: [],
            steps: [Step(.backup(action), at: Backups.span)], onFailure: .undo, always: [])
        return try await Backups.run(playbook, at: desk, for: invocation)
    }
}

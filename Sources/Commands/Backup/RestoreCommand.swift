internal import Basis
internal import Console
internal import Updates

/// `belay restore`.
enum RestoreCommand {
    private static let backup = Parameter<String?>.operand("BACKUP", "Which one (default: the latest)")
    private static let path = Parameter<String?>.option("path", "PATH", "Only this path within the files")
    private static let beside = Parameter<String?>.option(
        "beside", "NAME", "Beside the present data under this name, not in its place")

    static let command = Command(
        name: "restore",
        about: "Bring data back from a backup, in place or beside what is there",
        details: """
            In place it runs playbooks/restore.yml, or the standard one: a person is asked \
            (`belay approve RUN`), the services stop, what is there is backed up, the backup is restored \
            beside it and takes its place in one act, and the services start again. What came since the \
            backup is lost, and the question says how much that is. Beside, nothing stops and nobody is asked.
            """,
        parameters: [
            backup.row, BackupCommand.databases.row, BackupCommand.files.row, path.row, beside.row,
            RunOptions.yes.row, RunOptions.skip.row, RunOptions.reason.row, RunOptions.ticket.row,
        ],
        examples: [
            .init(line: "belay restore", about: "Everything, from the latest good backup"),
            .init(
                line: "belay restore --files uploads --path 2026/invoices", about: "One folder of it"),
            .init(line: "belay restore --database main --beside main_old", about: "To look at it"),
        ],
        waits: { _ in false }
    ) { invocation in
        let desk = try await Desk(invocation)
        var action = action(invocation.arguments)
        guard action.beside == nil else {
            let steps = [Step(.restore(action), at: Backups.span)]
            return try await Backups.run(playbook("restore-beside", steps), at: desk, for: invocation)
        }
        let known = desk.workplace.planner.playbooks.first { $0.name.value == "restore" }
        action.from = action.from ?? Backups.template("latest")
        let question =
            "Replace the data of \(desk.workplace.app) in \(desk.workplace.environment) by a backup?"
        let steps = (known?.steps ?? []).map { step -> Step in
            switch step.action {
            case .restore: step.doing(.restore(action))
            // Its own question names an input, which only the playbook by itself has.
            case .approve: step.doing(.approve(.init(Backups.template(question), by: [], within: nil)))
            default: step
            }
        }
        return try await Backups.run(playbook("restore-backup", steps), at: desk, for: invocation)
    }

    private static func action(_ arguments: Arguments) -> RestoreAction {
        var action = RestoreAction()
        action.from = arguments[backup].map(Backups.template)
        action.databases = arguments[BackupCommand.databases].map(Backups.located)
        action.files = arguments[BackupCommand.files].map(Backups.located)
        action.path = arguments[path].map(Backups.template)
        action.beside = arguments[beside].map(Backups.template)
        return action
    }

    private static func playbook(_ name: String, _ steps: [Step]) -> Playbook {
        Playbook(
            name: Backups.located(name), about: nil, inputs: [], steps: steps, onFailure: .undo, always: [])
    }
}

extension Step {
    /// The same step, doing something else.
    fileprivate func doing(_ action: Action) -> Step {
        var step = Step(action, at: span)
        (step.name, step.condition, step.gate, step.retry) = (name, condition, gate, retry)
        (step.timeout, step.onFailure) = (timeout, onFailure)
        return step
    }
}

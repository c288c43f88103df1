extension Grammar {
    /// Belay's command line.
    ///
    /// A command joins it with one line here.
    static let belay = Grammar(
        program: "belay",
        about: "Update an application, and take it back whole if anything goes wrong",
        details: """
            Belay takes an application from one release to the next as a transaction over the real world: it \
            ends fully done or fully undone, and the service answers all the while.
            """,
        globals: GlobalOptions.rows,
        conflicts: [(GlobalOptions.quiet.row, GlobalOptions.verbose.row)],
        commands: [
            InitCommand.command,
            CheckCommand.command,
            PlanCommand.command,
            UpdateCommand.command,
            RollbackCommand.command,
            ResumeCommand.command,
            AskCommand.abandon,
            RunCommand.command,
            BackupCommand.command,
            RestoreCommand.command,
            BackupsCommand.command,
            VerifyCommand.command,
            MigrateCommand.command,
            StatusCommand.command,
            HistoryCommand.command,
            ShowCommand.show,
            ShowCommand.logs,
            ReleasesCommand.command,
            AskCommand.approve,
            AskCommand.pause,
            AskCommand.abort,
            JournalCommand.command,
            DoctorCommand.command,
            VersionCommand.command,
            HelpCommand.command,
            CompletionCommand.command,
        ],
        variables: [
            ("NO_COLOR", "Any value switches colours off."),
            ("CLICOLOR", "`0` switches colours off."),
            ("CLICOLOR_FORCE", "Any value but `0` switches colours on where standard output is no terminal."),
            ("TERM", "`dumb` switches colours off."),
            ("DOCKER_HOST", "The container engine, as `unix://PATH` or `tcp://HOST:PORT`."),
        ])
}

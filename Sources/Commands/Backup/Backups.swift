internal import Basis
internal import Console
internal import Ports
internal import Steps
internal import Subprocesses
internal import Updates

/// What commands about backups work with, where no target is needed.
enum Backups {
    /// A whole dump over a slow line; the same as a step may take.
    static let patience = Duration.seconds(4 * 3600)

    /// What the backups of the project at hand are made with, without a target.
    static func setting(_ invocation: Invocation) throws -> BackupSetting {
        let workplace = try Workplace(invocation)
        let state = try StatePlace(invocation.arguments[GlobalOptions.journal], in: invocation.surroundings)
        let variables = invocation.surroundings.variables
        let vault = FileVault(
            workplace.planner.manifest.secrets, project: workplace.home, variables: variables,
            folder: state.folder)
        let tools = DataMeans(
            launcher: try Launcher(), variables: variables, web: Web(), vault: vault, replicas: nil,
            access: nil, time: SystemTime(), belay: Assembly.nameInBackups)
        return BackupSetting(
            manifest: workplace.planner.manifest, environment: workplace.environment,
            project: workplace.home, tools: tools)
    }

    /// The same, with the target behind it.
    static func setting(at desk: Desk) -> BackupSetting {
        BackupSetting(
            manifest: desk.workplace.planner.manifest, environment: desk.workplace.environment,
            project: desk.workplace.home, tools: desk.ports.data)
    }

    /// Runs a playbook that the command line made.
    static func run(
        _ playbook: Playbook, at desk: Desk, for invocation: Invocation
    ) async throws -> ExitCode {
        let agreed = try RunOptions(invocation)
        let open = OpenRun(desk: desk, invocation: invocation)
        if let exit = try await open.takenUp(by: agreed) { return exit }
        let name = playbook.name.value
        let planning = Planning(
            workplace: desk.workplace.adding(playbook), ports: desk.ports,
            records: try await desk.journal.releases(of: desk.scope),
            durations: try await StepTimes.known(of: name, in: desk.scope, from: desk.journal))
        let plan = try await planning.plan(name, inputs: [:])
        guard let changed = try agreed.applied(to: plan) else {
            invocation.printer.show(NothingReport(plan: plan))
            return .done
        }
        try await desk.admit(changed, override: nil)
        try agreed.confirm(changed, for: invocation)
        return try await Running(desk: desk, invocation: invocation).start(changed, ticket: agreed.ticket)
    }

    /// Words of the command line, where the language expects to know where they stand.
    static func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: span) }

    /// A word of the command line that is no template.
    static func template(_ text: String) -> Template { Template([.text(text)], at: span) }

    static let span = Span(
        file: "command line", start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
}

internal import Basis
internal import Console
internal import Ports
internal import Updates

/// `belay update`.
enum UpdateCommand {
    private static let dryRun = Parameter<Bool>.flag(
        "dry-run", "Show the plan, as `belay plan` does, and end")
    private static let plan = Parameter<String?>.option(
        "plan", "FILE", "Run a saved plan; refused once the world has moved", takes: .file)
    private static let override = Parameter<String?>.option(
        "override", "REASON",
        "Let a release through that failed its gates before, or begin outside the window")

    static let command = Command(
        name: "update",
        about: "Take the application to a release; any failure undoes what was done",
        details: """
            Runs playbooks/update.yml, or the standard one. A run that is killed is finished or undone by \
            `belay resume`; a second Ctrl-C ends the process at once, and the journal is safe even then.
            """,
        parameters: [
            PlanCommand.version.row, PlanCommand.inputs.row, dryRun.row, plan.row, RunOptions.yes.row,
            RunOptions.skip.row, RunOptions.reason.row, override.row, RunOptions.ticket.row,
        ],
        examples: [
            .init(line: "belay update --version v1.0.1", about: "To that release"),
            .init(line: "belay update --dry-run", about: "What the newest release would change"),
            .init(
                line: "belay update --skip notify --reason 'chat is down'", about: "Without one step"),
        ],
        waits: { _ in false }
    ) { invocation in
        let desk = try await Desk(invocation)
        let agreed = try RunOptions(invocation)
        if !invocation.arguments[dryRun],
            let exit = try await OpenRun(desk: desk, invocation: invocation).takenUp(by: agreed)
        {
            return exit
        }
        let update = try await made(by: desk, for: invocation)
        if invocation.arguments[dryRun] {
            let hash = try PlanFile(update).hash
            for warning in update.warnings { invocation.printer.notice(warning) }
            invocation.printer.show(PlanReport(plan: update, hash: hash))
            return .done
        }
        guard let changed = try agreed.applied(to: update) else {
            invocation.printer.show(NothingReport(plan: update))
            return .done
        }
        try await desk.admit(changed, override: invocation.arguments[override])
        if invocation.arguments[override] == nil { try desk.refuseOutsideWindow(changed) }
        try agreed.confirm(changed, for: invocation)
        return try await Running(desk: desk, invocation: invocation).start(
            changed, ticket: agreed.ticket(overriding: invocation.arguments[override]))
    }

    private static func made(by desk: Desk, for invocation: Invocation) async throws -> Plan {
        guard let path = invocation.arguments[plan] else {
            return try await desk.plan("update", inputs: try PlanCommand.given(by: invocation))
        }
        let file = try PlanFile(bytes: try TextFile.read(path), named: path)
        if let difference = file.difference(to: try await desk.ports.platform.world()) {
            let problem = Diagnostic(
                CommandCode.worldMoved, "the world has moved since the plan was saved", at: .thing(path),
                why: difference)
            throw Failure(problems: [problem], exit: .changed)
        }
        return file.plan
    }
}

internal import Basis
internal import Console
internal import Updates

/// `belay run`.
enum RunCommand {
    private static let playbook = Parameter<[String]>.operands("PLAYBOOK", "Which playbook", isRequired: true)
    private static let dryRun = Parameter<Bool>.flag(
        "dry-run", "Show the plan, as `belay plan` does, and end")

    static let command = Command(
        name: "run",
        about: "Run a playbook",
        details: "The project's own, from playbooks/, or a standard one: `belay help playbook` lists those.",
        parameters: [
            playbook.row, PlanCommand.inputs.row, dryRun.row, RunOptions.yes.row, RunOptions.skip.row,
            RunOptions.reason.row, RunOptions.ticket.row,
        ],
        examples: [
            .init(line: "belay run restart", about: "Restart every service, with nothing dropped"),
            .init(
                line: "belay run scale --input service=web --input replicas=4", about: "With what it asks for"
            ),
        ],
        waits: { _ in false }
    ) { invocation in
        let name = invocation.arguments[playbook]
        guard name.count == 1 else {
            let what = "one playbook is run at a time"
            throw Failure.wrongInput([Diagnostic(CommandCode.wrongMoment, what, at: .commandLine)])
        }
        let desk = try await Desk(invocation)
        let agreed = try RunOptions(invocation)
        if !invocation.arguments[dryRun],
            let exit = try await OpenRun(desk: desk, invocation: invocation).takenUp(by: agreed)
        {
            return exit
        }
        let plan = try await desk.plan(name[0], inputs: try PlanCommand.given(by: invocation))
        for warning in plan.warnings { invocation.printer.notice(warning) }
        if invocation.arguments[dryRun] {
            invocation.printer.show(PlanReport(plan: plan, hash: try PlanFile(plan).hash))
            return .done
        }
        guard let changed = try agreed.applied(to: plan) else {
            invocation.printer.show(NothingReport(plan: plan))
            return .done
        }
        try await desk.admit(changed, override: nil)
        try desk.refuseOutsideWindow(changed)
        try agreed.confirm(changed, for: invocation)
        return try await Running(desk: desk, invocation: invocation).start(changed, ticket: agreed.ticket)
    }
}

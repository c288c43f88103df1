internal import Basis
internal import Console
internal import Updates

/// `belay migrate`.
enum MigrateCommand {
    private static let to = Parameter<String?>.option(
        "to", "REVISION", "To this revision, not to the newest that the running release knows")
    private static let down = Parameter<String?>.option(
        "down", "N", "Take so many migrations back, instead of bringing any up")
    private static let preview = Parameter<Bool>.flag(
        "preview", "Print the SQL that would run, with what of it may hurt, and end")
    private static let dryRun = Parameter<Bool>.flag(
        "dry-run", "Show the plan, as `belay plan` does, and end")

    static let command = Command(
        name: "migrate",
        about: "Bring the schema to a revision while what runs stays",
        details: """
            Runs playbooks/migrate.yml, or the standard one: a backup, then the migrations of the running \
            release in a container of its own, with the same way back as inside an update.
            """,
        parameters: [
            to.row, down.row, preview.row, dryRun.row, RunOptions.yes.row, RunOptions.skip.row,
            RunOptions.reason.row, RunOptions.ticket.row,
        ],
        examples: [
            .init(line: "belay migrate --preview", about: "What would run, and what of it locks or destroys"),
            .init(line: "belay migrate", about: "To the newest revision"),
            .init(line: "belay migrate --down 1", about: "One migration back"),
        ],
        waits: { _ in false }
    ) { invocation in
        let desk = try await Desk(invocation)
        var inputs: [String: String] = [:]
        inputs["to"] = invocation.arguments[to]
        inputs["down"] = invocation.arguments[down]
        let plan = try await desk.plan("migrate", inputs: inputs)
        if invocation.arguments[preview] {
            invocation.printer.show(MigrationPreviewReport(previews: try await desk.previews(of: plan)))
            return .done
        }
        for warning in plan.warnings { invocation.printer.notice(warning) }
        if invocation.arguments[dryRun] {
            invocation.printer.show(PlanReport(plan: plan, hash: try PlanFile(plan).hash))
            return .done
        }
        let agreed = try RunOptions(invocation)
        guard let changed = try agreed.applied(to: plan) else {
            invocation.printer.show(NothingReport(plan: plan))
            return .done
        }
        try agreed.confirm(changed, for: invocation)
        return try await Running(desk: desk, invocation: invocation).start(changed, ticket: agreed.ticket)
    }
}

internal import Basis
internal import Console
internal import Ports
internal import Updates

/// `belay rollback`.
enum RollbackCommand {
    private static let to = Parameter<String?>.option(
        "to", "TAG", "The release to go back to (default: the one before)")
    private static let dryRun = Parameter<Bool>.flag(
        "dry-run", "Show the plan, as `belay plan` does, and end")

    static let command = Command(
        name: "rollback",
        about: "Go back to the previous, or to a chosen release; also turns an open run round",
        details: """
            The steps follow from the records: images, configuration, environment and number of replicas are \
            those of the release, whatever the files say today. A project's rollback.yml may add `before:` \
            and `after:`, never replace them.
            """,
        parameters: [
            to.row, dryRun.row, RunOptions.yes.row, RunOptions.skip.row, RunOptions.reason.row,
            RunOptions.ticket.row,
        ],
        examples: [
            .init(line: "belay rollback", about: "To the release before"),
            .init(line: "belay rollback --to v1.0.0", about: "To that one; `belay releases` lists them"),
        ],
        waits: { _ in false }
    ) { invocation in
        let desk = try await Desk(invocation)
        let running = Running(desk: desk, invocation: invocation)
        let agreed = try RunOptions(invocation)
        if let open = try await desk.journal.runs(of: desk.scope, limit: 1).first, open.standing.isOpen {
            return try await running.resume(open.run, asking: .abort, ticket: agreed.ticket)
        }
        let plan = try await plan(to: invocation.arguments[to], at: desk)
        for warning in plan.warnings { invocation.printer.notice(warning) }
        if invocation.arguments[dryRun] {
            invocation.printer.show(PlanReport(plan: plan, hash: try PlanFile(plan).hash))
            return .done
        }
        guard let changed = try agreed.applied(to: plan) else { return .done }
        try agreed.confirm(changed, for: invocation)
        return try await running.start(changed, ticket: agreed.ticket)
    }

    private static func plan(to wanted: String?, at desk: Desk) async throws -> Plan {
        let own = try await desk.journal.releases(of: desk.scope)
        // Whose journal knows nothing goes by what the target has written down.
        let all = own.isEmpty ? try await desk.ports.records() : own
        let committed = all.withSchemas
        let current = committed.first
        let candidates = committed.filter { record in
            wanted.map { $0 == record.release.version } ?? (record.release != current?.release)
        }
        guard let record = candidates.first else {
            let known = Set(committed.map(\.release.version)).sorted()
            let what =
                wanted.map { "no release `\($0)` was ever in force here" } ?? "there is no release before"
            throw Failure.wrongInput([
                Diagnostic(
                    CommandCode.noRelease, what, at: .thing("\(desk.scope)"),
                    why: known.isEmpty ? nil : "known are \(known.joined(separator: ", "))")
            ])
        }
        let ground = Ground(project: desk.workplace.home, world: try await desk.ports.platform.world())
        return try desk.workplace.planner.rollback(
            to: record, from: committed.newest(since: record), on: ground)
    }
}

internal import Basis
internal import Console
internal import Ports
internal import Updates

/// `belay status`.
enum StatusCommand {
    private static let watch = Parameter<Bool>.flag("watch", "Follow the open run until it rests")
    private static let metrics = Parameter<Bool>.flag(
        "metrics", "Print it for the textfile collector of Prometheus")

    static let command = Command(
        name: "status",
        about: "Show the release in force and the run that is open, if any",
        details: """
            It reads the journal alone, so it works while a run is at work in another terminal, and \
            while the target does not answer.
            """,
        parameters: [watch.row, metrics.row],
        examples: [
            .init(line: "belay status --watch", about: "Follow a run from another terminal"),
            .init(line: "belay status --metrics > belay.prom", about: "For a node's textfile collector"),
        ]
    ) { invocation in
        let records = try await Records(invocation)
        guard let scope = records.scope else {
            // Without a manifest nobody knows which application is meant; this says so.
            _ = try Workplace(invocation)
            return .done
        }
        if invocation.arguments[watch], let open = try await openRun(of: scope, in: records) {
            try await RunWatch(run: open.run, journal: records.journal, printer: invocation.printer).follow()
        }
        let report = StatusReport(
            scope: scope, journal: records.journal.location,
            latest: try await records.journal.runs(of: scope, limit: 1).first,
            release: try await records.journal.releases(of: scope).first { $0.outcome == .committed })
        if invocation.arguments[metrics] {
            invocation.printer.show(MetricsReport(status: report))
        } else {
            invocation.printer.show(report)
        }
        return .done
    }

    private static func openRun(of scope: Scope, in records: Records) async throws -> RunSummary? {
        try await records.journal.runs(of: scope, limit: 1).first { $0.standing.isOpen }
    }
}

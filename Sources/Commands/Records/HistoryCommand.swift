internal import Basis
internal import Console
internal import Ports
internal import Updates

/// `belay history`.
enum HistoryCommand {
    private static let limit = Parameter<String?>.option("limit", "COUNT", "How many runs (default: 20)")
    private static let usualCount = 20

    static let command = Command(
        name: "history",
        about: "List the runs, newest first",
        details: "Of the project at hand, or of every project in the journal where there is none.",
        parameters: [limit.row],
        examples: [.init(line: "belay history --limit 5", about: "The last five runs")]
    ) { invocation in
        let records = try await Records(invocation)
        let runs = try await records.journal.runs(
            of: records.scope, limit: invocation.arguments[limit].flatMap { Int($0) } ?? usualCount)
        invocation.printer.show(HistoryReport(runs: runs, journal: records.journal.location))
        return .done
    }
}

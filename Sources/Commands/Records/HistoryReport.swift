internal import Basis
internal import Console
internal import Ports
internal import Updates

/// Runs in a table.
struct HistoryReport: Report {
    let runs: [RunSummary]
    let journal: String

    var event: String { "history" }

    var fields: [JSONField] {
        [JSONField("journal", journal), JSONField("runs", .array(runs.map { .object($0.fields) }))]
    }

    func text(on surface: Surface) -> String {
        guard !runs.isEmpty else { return "no run is recorded in \(journal)".harmlessLine }
        let rows = runs.map { run in
            [
                run.run.text, Moment(milliseconds: run.began).description,
                "\(run.scope.app)/\(run.scope.environment)", run.playbook, run.version ?? "-",
                run.standing.rawValue, run.requester.user,
            ]
        }
        return Table([["RUN", "BEGAN", "WHERE", "PLAYBOOK", "RELEASE", "STANDS", "BY"]] + rows).text(
            on: surface)
    }
}

extension RunSummary {
    /// The run for a program to read.
    var fields: [JSONField] {
        [
            JSONField("run", run.text), JSONField("app", scope.app), JSONField("env", scope.environment),
            JSONField("playbook", playbook), JSONField("release", version),
            JSONField("standing", standing.rawValue), JSONField("open", .bool(standing.isOpen)),
            JSONField("began", Moment(milliseconds: began).description),
            JSONField("latest", Moment(milliseconds: latest).description),
            JSONField("user", requester.user), JSONField("host", requester.host),
            JSONField("ticket", requester.ticket),
        ]
    }
}

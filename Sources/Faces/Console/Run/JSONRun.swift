internal import Basis
internal import Ports
internal import Updates

/// A run as lines of JSON, one for each entry of its journal and one for each word of progress.
final class JSONRun: RunFace {
    private let printer: JSONPrinter
    private let teller: Guarded<RunTeller>

    init(of plan: Plan, by printer: JSONPrinter) {
        self.printer = printer
        teller = Guarded(RunTeller(plan))
    }

    func noted(_ entry: Entry, of run: Run) {
        let line = teller.withLock { $0.line(for: entry) }
        printer.show(
            RunLine(
                event: "entry",
                fields: [
                    JSONField("sequence", .int(Int64(entry.sequence))), JSONField("time", .int(entry.time)),
                    JSONField("kind", entry.event.word), JSONField("step", entry.event.step?.text),
                    JSONField("standing", run.standing.rawValue), JSONField("message", line),
                ]))
    }

    func told(_ progress: Progress, by step: StepID) {
        let line = teller.withLock { $0.line(for: progress, of: step) }
        printer.show(
            RunLine(event: "progress", fields: [JSONField("step", step.text), JSONField("message", line)]))
    }

    func warned(_ diagnostic: Diagnostic) { printer.notice(diagnostic) }

    func finish() {}
}

/// One line of a run for a program.
private struct RunLine: Report {
    let event: String
    let fields: [JSONField]

    func text(on surface: Surface) -> String { JSONValue.object(fields).line }
}

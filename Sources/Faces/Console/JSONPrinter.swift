package import Basis
package import Updates

/// The printer for programs: one event a line on standard output, the last always `finished` or `error`.
package struct JSONPrinter: Printer {
    private let output: Output

    /// Prints to standard output.
    package init(output: Output) { self.output = output }

    /// The report as its event.
    package func show(_ report: any Report) { write(report.event, report.fields) }

    /// An event `progress` with its `message`.
    package func progress(_ message: String) { write("progress", [JSONField("message", message)]) }

    /// An event `problem`.
    package func notice(_ problem: Diagnostic) { write("problem", problem.fields) }

    /// One event an entry.
    package func face(of plan: Plan) -> any RunFace { JSONRun(of: plan, by: self) }

    /// Nobody: a program reads this.
    package func ask(_ question: Question) async -> String? { nil }

    /// The last event, `finished`.
    package func finish(exit: Int32) { write("finished", [JSONField("exit", .int(Int64(exit)))]) }

    /// Every problem as an event when there are several, then the last event, `error`, which repeats the
    /// first.
    package func fail(_ problems: [Diagnostic], exit: Int32) {
        if problems.count > 1 { problems.forEach(notice) }
        let first = problems.first?.fields ?? []
        let counts = [
            JSONField("problems", .int(Int64(problems.count))), JSONField("exit", .int(Int64(exit))),
        ]
        write("error", first + counts)
    }

    private func write(_ event: String, _ fields: [JSONField]) {
        output.write(JSONValue.object([JSONField("event", event)] + fields).line + "\n")
    }
}

extension Diagnostic {
    fileprivate var fields: [JSONField] {
        var fields = [
            JSONField("code", code), JSONField("severity", severity.rawValue), JSONField("message", what),
            JSONField("why", why), JSONField("remedy", remedy), JSONField("place", place.description),
        ]
        if case .text(let span, _) = place {
            fields.append(JSONField("file", span.file))
            fields.append(JSONField("line", .int(Int64(span.start.line))))
            fields.append(JSONField("column", .int(Int64(span.start.column))))
        }
        return fields
    }
}

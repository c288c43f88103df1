internal import Basis
internal import Console

/// Findings as a SARIF 2.1.0 document: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
struct SARIFReport: Report {
    let problems: [Diagnostic]

    var event: String { "sarif" }

    var fields: [JSONField] { document }

    func text(on surface: Surface) -> String { JSONValue.object(document).line }

    private var document: [JSONField] {
        let driver = JSONValue.object([
            JSONField("name", "belay"), JSONField("version", BuildFacts.ofThisProgram.version),
            JSONField("rules", .array(rules)),
        ])
        let run = JSONValue.object([
            JSONField("tool", .object([JSONField("driver", driver)])),
            JSONField("columnKind", "unicodeCodePoints"),
            JSONField("results", .array(problems.map(result))),
        ])
        return [
            JSONField("$schema", "https://json.schemastore.org/sarif-2.1.0.json"),
            JSONField("version", "2.1.0"),
            JSONField("runs", .array([run])),
        ]
    }

    private var rules: [JSONValue] {
        let found = Set(problems.map(\.code))
        return DiagnosticCodes.all.filter { found.contains($0.rawValue) }.map { code in
            .object([
                JSONField("id", code.rawValue),
                JSONField("shortDescription", .object([JSONField("text", code.summary)])),
                JSONField("help", .object([JSONField("text", code.remedy)])),
            ])
        }
    }

    private func result(_ problem: Diagnostic) -> JSONValue {
        let why = problem.why.map { " (\($0))" } ?? ""
        let message = "\(problem.what)\(why). \(problem.remedy)"
        return .object([
            JSONField("ruleId", problem.code), JSONField("level", problem.severity.rawValue),
            JSONField("message", .object([JSONField("text", message)])),
            JSONField("locations", .array(location(of: problem.place))),
        ])
    }

    private func location(of place: Place) -> [JSONValue] {
        guard case .text(let span, _) = place else { return [] }
        let region = JSONValue.object([
            JSONField("startLine", .int(Int64(span.start.line))),
            JSONField("startColumn", .int(Int64(span.start.column))),
            JSONField("endLine", .int(Int64(span.end.line))),
            JSONField("endColumn", .int(Int64(span.end.column))),
        ])
        let artifact = JSONValue.object([JSONField("uri", span.file)])
        let physical = JSONValue.object([
            JSONField("artifactLocation", artifact), JSONField("region", region),
        ])
        return [.object([JSONField("physicalLocation", physical)])]
    }
}

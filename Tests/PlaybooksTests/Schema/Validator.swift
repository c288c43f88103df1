import Basis
import Playbooks
import Subprocesses
import Testing
import YAML

/// Another program's opinion of files: the JSON Schemas as `python3-jsonschema` reads them.
enum Validator {
    /// A file under a kind.
    struct Sample: Sendable {
        let kind: LanguageFile
        let text: String
    }

    private static let script = """
        import json, sys
        import jsonschema
        given = json.load(sys.stdin)
        readers = {}
        for kind, schema in given["schemas"].items():
            jsonschema.Draft7Validator.check_schema(schema)
            readers[kind] = jsonschema.Draft7Validator(schema)
        for kind, value in given["samples"]:
            fault = next(readers[kind].iter_errors(value), None)
            print("fine" if fault is None else "wrong: " + fault.message.replace("\\n", " ")[:200])
        """

    /// For each sample nil if the schema lets it pass, else what it finds.
    static func faults(in samples: [Sample]) async throws -> [String?] {
        let schemas = LanguageFile.allCases.map { "\"\($0.rawValue)\": \($0.schema)" }
        let values = try samples.map { sample in
            let reading = YAMLReading(text: sample.text, file: "sample")
            let root = try #require(reading.documents.first, "\(sample.text)")
            return "[\"\(sample.kind.rawValue)\", \(json(root))]"
        }
        let input = """
            {"schemas": {\(schemas.joined(separator: ","))}, "samples": [\(values.joined(separator: ","))]}
            """
        let invocation = Invocation(
            .at(path: "/usr/bin/python3"), ["-c", script], input: .bytes(Array(input.utf8)))
        let outcome = try await Launcher().run(invocation, by: .after(.seconds(120)))
        try #require(outcome.exit.isSuccess, "\(outcome.errors.text)")
        let lines = outcome.output.text.split(separator: "\n").map(String.init)
        try #require(lines.count == samples.count)
        return lines.map { $0 == "fine" ? nil : $0 }
    }

    private static func json(_ node: YAMLNode) -> String {
        switch node.scalar {
        case .null: return "null"
        case .bool(let flag): return "\(flag)"
        case .int(let number): return "\(number)"
        case .float(let number): return "\(number)"
        case .string(let text): return quoted(text)
        case nil: break
        }
        if let items = node.sequence { return "[" + items.map(json).joined(separator: ",") + "]" }
        let entries = node.mapping?.entries ?? []
        return "{" + entries.map { "\(quoted($0.key.text ?? "")): \(json($0.value))" }.joined(separator: ",")
            + "}"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\0"..."\u{1F}": "\\u00" + [UInt8(scalar.value)].hexadecimal
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}

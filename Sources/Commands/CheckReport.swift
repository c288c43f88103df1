internal import Basis
internal import Console

/// What a check came to, when nothing is wrong enough to stop.
struct CheckReport: Report {
    let files: [String]
    let problems: [Diagnostic]

    var event: String { "checked" }

    var fields: [JSONField] {
        [
            JSONField("files", .array(files.map(JSONValue.string))),
            JSONField("warnings", .int(Int64(count(of: .warning)))),
            JSONField("notes", .int(Int64(count(of: .note)))),
        ]
    }

    func text(on surface: Surface) -> String {
        let looked = files.count == 1 ? "1 file" : "\(files.count) files"
        let found = [(Diagnostic.Severity.warning, "warning"), (.note, "note")].compactMap { severity, word in
            let number = count(of: severity)
            return number == 0 ? nil : "\(number) \(word)\(number == 1 ? "" : "s")"
        }
        let result = found.isEmpty ? "nothing found" : found.joined(separator: ", ")
        return "\(looked) checked: \(result)".wrapped(to: surface.width, hanging: 2)
    }

    private func count(of severity: Diagnostic.Severity) -> Int { problems.count { $0.severity == severity } }
}

internal import Console
internal import Updates

/// The SQL that migrations would run, with what of it may hurt.
struct MigrationPreviewReport: Report {
    let previews: [SchemaPreview]

    var event: String { "previewed" }

    var fields: [JSONField] { [JSONField("migrations", .array(previews.map(json)))] }

    private func json(_ preview: SchemaPreview) -> JSONValue {
        let hazards = preview.hazards.map { hazard in
            JSONValue.object([
                JSONField("code", hazard.code.rawValue), JSONField("what", hazard.what),
                JSONField("statement", hazard.statement), JSONField("line", .int(Int64(hazard.line))),
            ])
        }
        return .object([
            JSONField("from", preview.revision), JSONField("sql", preview.script),
            JSONField("hazards", .array(hazards)),
        ])
    }

    func text(on surface: Surface) -> String {
        guard !previews.isEmpty else { return "-- nothing tells the SQL before it runs" }
        let palette = Palette(surface)
        return previews.flatMap { preview -> [String] in
            let from = preview.revision.map { $0.isEmpty ? "-- from nothing" : "-- from revision \($0)" }
            let hazards = preview.hazards.map { hazard in
                palette.paint(
                    "-- \(hazard.code.rawValue), line \(hazard.line): \(hazard.what)".harmlessLine,
                    as: .warning)
            }
            let script = preview.script.split(whereSeparator: \.isNewline).map { String($0).harmlessLine }
            return [from].compactMap { $0 } + hazards + (script.isEmpty ? ["-- nothing to run"] : script)
        }.joined(separator: "\n")
    }
}

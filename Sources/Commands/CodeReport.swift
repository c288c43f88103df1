internal import Basis
internal import Console

/// What a diagnostic's code means.
struct CodeReport: Report {
    let code: any DiagnosticCode

    var event: String { "code" }

    var fields: [JSONField] {
        [
            JSONField("code", code.rawValue), JSONField("summary", code.summary),
            JSONField("remedy", code.remedy),
        ]
    }

    func text(on surface: Surface) -> String {
        let palette = Palette(surface)
        return """
            \(palette.paint(code.rawValue, as: .emphasis))
            \(code.summary.wrapped(to: surface.width))
            \(palette.paint("what to do:", as: .emphasis)) \
            \(code.remedy.wrapped(to: surface.width, hanging: 2, used: 12))
            """
    }
}

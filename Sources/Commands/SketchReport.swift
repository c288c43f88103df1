internal import Console
internal import Playbooks

/// A manifest that was sketched: the file itself where nothing was written, else what was guessed.
struct SketchReport: Report {
    /// Where it was written.
    let path: String?
    let sketch: ManifestSketch

    var event: String { "sketched" }

    var fields: [JSONField] {
        let guesses = sketch.reasons.map { reason in
            JSONValue.object([JSONField("what", reason.what), JSONField("why", reason.why)])
        }
        return [
            JSONField("path", path), JSONField("manifest", sketch.text),
            JSONField("guesses", .array(guesses)),
            JSONField("remarks", .array(sketch.remarks.map(JSONValue.string))),
        ]
    }

    func text(on surface: Surface) -> String {
        guard let path else { return String(sketch.text.dropLast()) }
        let palette = Palette(surface)
        let guesses = sketch.reasons.map { reason in
            let why = reason.why.harmlessLine.wrapped(to: surface.width, hanging: 6, used: 6)
            return "  \(reason.what.harmlessLine)\n      \(palette.paint(why, as: .quiet))"
        }
        let remarks = sketch.remarks.map { $0.harmlessLine.wrapped(to: surface.width) }
        let next = "Read \(path.harmlessLine) through, then run `belay check`."
        let parts = ["\(path.harmlessLine) is written. What was guessed, and from what:"] + guesses
        return (parts + (remarks.isEmpty ? [] : [""]) + remarks + ["", next]).joined(separator: "\n")
    }
}

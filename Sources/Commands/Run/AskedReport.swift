internal import Console
internal import Updates

/// A request was left for the process that drives a run.
struct AskedReport: Report {
    let run: RunID
    let request: Request

    var event: String { "asked" }

    var fields: [JSONField] { [JSONField("run", run.text), JSONField("request", request.word)] }

    func text(on surface: Surface) -> String {
        let asked = "run \(run) is driven by another process, which was asked: \(request.word)"
        return "\(asked); `belay status --watch` follows it".harmlessLine.wrapped(
            to: surface.width, hanging: 2)
    }
}

internal import Basis
internal import Console
internal import Ports
internal import Updates

/// The story of a run: what was to be done, what became of each step, and how it stands.
struct StoryReport: Report {
    let summary: RunSummary
    let opening: RunOpening
    let run: Run
    let entries: [Entry]

    var event: String { "story" }

    var fields: [JSONField] {
        summary.fields + [
            JSONField("outcome", run.outcome), JSONField("entries", .int(Int64(entries.count))),
            JSONField("steps", .array(run.steps.map(json))),
        ]
    }

    private func json(_ step: StepRun) -> JSONValue {
        .object([
            JSONField("id", step.id.text), JSONField("name", step.step.name),
            JSONField("kind", step.step.action.word), JSONField("stands", word(for: step)),
            JSONField("attempts", .int(Int64(step.attempts))),
            JSONField("before", facts(step.before)), JSONField("after", facts(step.after)),
            JSONField("failure", step.failure?.diagnostic.what),
        ])
    }

    private func facts(_ evidence: Evidence?) -> JSONValue {
        guard let evidence else { return .null }
        return .object(evidence.facts.sorted { $0.key < $1.key }.map { JSONField($0.key, $0.value) })
    }

    func text(on surface: Surface) -> String {
        let palette = Palette(surface)
        var lines = [palette.paint(headline.harmlessLine, as: .emphasis), origin.harmlessLine]
        for step in run.steps { lines += self.lines(for: step, on: surface, palette) }
        lines.append(palette.paint("stands: \(summary.standing.rawValue)", as: .emphasis))
        return lines.joined(separator: "\n")
    }

    private var headline: String {
        let to = summary.version.map { " to \($0)" } ?? ""
        return "run \(summary.run): \(summary.playbook) of \(summary.scope)\(to)"
    }

    private var origin: String {
        let began = Moment(milliseconds: summary.began)
        let latest = Moment(milliseconds: summary.latest)
        let ticket = summary.requester.ticket.map { ", \($0)" } ?? ""
        return "begun \(began) by \(summary.requester.user) on \(summary.requester.host)\(ticket); "
            + "last heard of after \(latest.since(began).text)"
    }

    private func lines(for step: StepRun, on surface: Surface, _ palette: Palette) -> [String] {
        let title = " \(step.id.text.padded(to: 4))\(step.step.name)  "
        var lines = [title.harmlessLine + palette.paint(word(for: step), as: .quiet)]
        var details: [String] = []
        if let before = step.before { details += before.words.map { "found \($0)" } }
        if let after = step.after { details += after.words.map { "left \($0)" } }
        if case .passed(let seen, _) = step.verdict { details.append("its gate held: \(seen)") }
        if let approval = step.approval {
            details.append("agreed to by \(approval.user) on \(approval.host)")
        }
        if let failure = step.failure?.diagnostic {
            details.append("failed: \(failure.what)")
            if let why = failure.why { details += why.split(separator: "\n").map(String.init) }
        }
        details += step.stuck.map { "could not be taken back: \($0.what)" }
        lines += details.map { "       " + $0.harmlessLine.wrapped(to: surface.width, hanging: 9, used: 7) }
        return lines
    }

    private func word(for step: StepRun) -> String {
        switch step.phase {
        case .waiting: "its turn did not come"
        case .due, .busy: "under way"
        case .blocked(_, let pause): "waits \(pause.words)"
        case .skipped: "passed over"
        case .passed: "done"
        case .failed: "failed"
        case .halted: "stopped half way"
        case .reversed: "taken back"
        case .stands: "stands"
        case .held: "stands, because what it stands on could not be taken back"
        }
    }
}

extension Evidence {
    fileprivate var words: [String] { facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" } }
}

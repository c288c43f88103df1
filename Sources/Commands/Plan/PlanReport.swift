internal import Basis
internal import Console
internal import Updates

/// A plan in words: what would happen, in order, each step beside its reverse.
struct PlanReport: Report {
    let plan: Plan
    /// The hash of the saved plan.
    let hash: String

    var event: String { "planned" }

    var fields: [JSONField] {
        [
            JSONField("app", plan.manifest.app.value), JSONField("env", plan.environmentName),
            JSONField("playbook", plan.playbook), JSONField("target", plan.world.identity.name),
            JSONField("release", release), JSONField("hash", hash),
            JSONField("steps", .array(plan.steps.map(json))),
            JSONField("always", .array(plan.always.map(json))),
        ]
    }

    private var release: String? { plan.purpose.version }

    private func json(_ step: PlannedStep) -> JSONValue {
        .object([
            JSONField("id", step.id.text), JSONField("name", step.name), JSONField("kind", step.action.word),
            JSONField("nature", step.nature.rawValue), JSONField("reverse", step.reverse),
            JSONField("changes", .array(step.changes.map(JSONValue.string))),
            JSONField("gate", step.gate?.text), JSONField("on-failure", step.onFailure.rawValue),
            JSONField("expected", step.expected?.text),
        ])
    }

    func text(on surface: Surface) -> String {
        let palette = Palette(surface)
        var lines = [palette.paint(headline, as: .emphasis)]
        for stage in plan.stages {
            if stage.steps.count > 1 { lines.append(palette.paint("     side by side:", as: .quiet)) }
            for step in stage.steps { lines += self.lines(of: step, on: surface) }
        }
        if !plan.always.isEmpty { lines.append(palette.paint("last, in any outcome:", as: .quiet)) }
        for step in plan.always { lines += self.lines(of: step, on: surface) }
        if plan.stages.isEmpty { lines.append("     nothing to do") }
        return lines.joined(separator: "\n")
    }

    private var headline: String {
        let to = release.map { " to \($0)" } ?? ""
        let from = plan.world.release.map { " (\($0.version) runs)" } ?? ""
        let app = plan.manifest.app.value
        let target = plan.world.identity.name
        return "\(plan.playbook) of \(app) in \(plan.environmentName)\(to)\(from), on \(target)"
            .harmlessLine
    }

    private func lines(of step: PlannedStep, on surface: Surface) -> [String] {
        let palette = Palette(surface)
        let id = step.id.text.padded(to: 3) + " "
        let nature = palette.paint(step.nature.rawValue, as: step.nature == .irreversible ? .warning : .quiet)
        var lines = [" \(id)\(palette.paint(step.name.harmlessLine, as: .emphasis))  \(nature)"]
        var details = step.changes
        if let reverse = step.reverse { details.append("back: \(reverse)") }
        if case .probe(let gate) = step.action { details.append("asks: \(gate.text)") }
        if let gate = step.gate { details.append("gate: \(gate.text)") }
        if step.condition != nil { details.append("only if its `when` holds") }
        details.append("if it fails: \(fate(of: step))")
        if let expected = step.expected { details.append("took \(expected.text) before") }
        lines += details.map { detail in
            "       " + detail.harmlessLine.wrapped(to: surface.width, hanging: 9, used: 7)
        }
        return lines
    }

    private func fate(of step: PlannedStep) -> String {
        switch step.onFailure {
        case .undo: isBehindPointOfNoReturn(step) ? "stop, and wait for a person" : "undo everything"
        case .pause: "wait for a person"
        case .stop: "leave everything as it stands"
        case .continue: "go on"
        }
    }

    private func isBehindPointOfNoReturn(_ step: PlannedStep) -> Bool {
        plan.steps.prefix { $0.id != step.id }.contains { $0.nature == .irreversible }
    }
}

internal import Basis
internal import Console
internal import Engine
internal import Updates

/// How a run ended, when it got through.
struct RunReport: Report {
    let ending: RunEnding
    let plan: Plan
    let length: Duration

    var event: String { "run" }

    var fields: [JSONField] {
        [
            JSONField("run", ending.id.text), JSONField("app", plan.manifest.app.value),
            JSONField("env", plan.environmentName), JSONField("playbook", plan.playbook),
            JSONField("release", plan.purpose.version), JSONField("standing", ending.standing.rawValue),
            JSONField("milliseconds", .int(length.components.seconds * 1000)),
        ]
    }

    func text(on surface: Surface) -> String {
        let what = [plan.playbook, "of", plan.manifest.app.value, "in", plan.environmentName]
        let to = plan.purpose.version.map { " to \($0)" } ?? ""
        let steps = ending.run.steps.count { $0.phase == .passed }
        return
            "\(what.joined(separator: " "))\(to): \(ending.standing.rawValue), \(steps) steps "
            .harmlessLine + "(run \(ending.id))"
    }
}

import Basis
import Updates
import YAML

extension Form where Value == Step {
    /// A step: one kind with its keys, and the keys that all steps share.
    static var step: Form { .deferred("step") { table } }

    /// The table behind `step`, with all its keys.
    static var table: Form { StepTable.form }

    fileprivate static var made: Form {
        let retry = Form<Step.Retry>.record(
            "retry",
            Key.required("times", .integer(1...2), "How many further attempts, at most two."),
            Key.optional("delay", .duration, "How long to wait before each.")
        ) { _, times, delay in Step.Retry(times: times, delay: delay) }
        return .record(
            "a step",
            Key.oneOf(Action.kinds),
            Key.optional("name", .text("a name"), "How other steps and reports call it."),
            Key.optional("when", .condition, "Whether it is done at all."),
            Key.optional("gate", .gate, "What must hold after it; judged once."),
            Key.optional("retry", retry, "Further attempts after a failure."),
            Key.optional("timeout", .duration, "How long it may take."),
            Key.optional("on-failure", .choice(Playbook.FailureRule.self), "What happens when it fails.")
        ) { span, action, name, condition, gate, retry, timeout, onFailure in
            var step = Step(action, at: span)
            (step.name, step.condition, step.gate) = (name, condition, gate)
            (step.retry, step.timeout, step.onFailure) = (retry, timeout, onFailure)
            return step
        }
    }
}

/// The table is large, and a playbook asks for it with every step: it is made once.
private enum StepTable {
    static let form = Form<Step>.made
}

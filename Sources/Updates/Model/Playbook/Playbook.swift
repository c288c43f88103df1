package import Basis

/// How something is changed: inputs, steps in order, and what happens when one fails.
package struct Playbook: Hashable, Sendable, Codable {
    /// What to do when a step fails.
    package enum FailureRule: String, Hashable, Sendable, Codable, CaseIterable {
        /// Undo what was done.
        case undo
        /// Wait for a person.
        case pause
        /// Leave everything as it stands.
        case stop
        /// Go on with the next step.
        case `continue`
    }

    /// Its name, by which it is called.
    package let name: Located<String>
    /// What it does, in a sentence.
    package let about: Located<String>?
    /// What can be given to it.
    package let inputs: [Input]
    /// What it does, in order.
    package let steps: [Step]
    /// What happens when a step without a rule of its own fails.
    package let onFailure: FailureRule
    /// What it does last, in any outcome.
    package let always: [Step]
    /// What comes before the steps that follow from the records: only in `rollback`.
    package var before: [Step] = []
    /// What comes after them: only in `rollback`.
    package var after: [Step] = []

    /// A playbook of its parts.
    package init(
        name: Located<String>, about: Located<String>?, inputs: [Input], steps: [Step],
        onFailure: FailureRule,
        always: [Step]
    ) {
        (self.name, self.about, self.inputs) = (name, about, inputs)
        (self.steps, self.onFailure, self.always) = (steps, onFailure, always)
    }
}

/// One step as it will be performed: nothing in it is looked up in a file again.
package struct PlannedStep: Hashable, Sendable, Codable {
    /// Its place.
    package private(set) var id: StepID
    /// What people and other steps call it.
    package let name: String
    /// What it does; never `together`, `always` or `call`, which are the shape of the plan.
    package let action: Action
    /// What becomes of it when the run goes back.
    package let nature: Nature
    /// What it changes, in lines for people: `backend: image shop:v1 → shop:v2`.
    package var changes: [String] = []
    /// What takes it back, in a sentence for people; nil where nothing does.
    package var reverse: String?
    /// Whether it is done at all; asked once, when its turn comes, and journaled.
    package var condition: Expression?
    /// What must hold after it.
    package var gate: Gate?
    /// How often it is tried again.
    package var retry: Step.Retry?
    /// How long it may take.
    package var timeout: Duration?
    /// What happens when it fails.
    package var onFailure: Playbook.FailureRule
    /// The values of the inputs that its playbook was given.
    package var inputs: [String: Value] = [:]
    /// How long it took when history knows it.
    package var expected: Duration?

    /// A step of a plan, with nothing said beyond what every one has.
    package init(
        id: StepID, name: String, action: Action, nature: Nature, onFailure: Playbook.FailureRule = .undo
    ) {
        (self.id, self.name, self.action) = (id, name, action)
        (self.nature, self.onFailure) = (nature, onFailure)
    }

    /// The same step at another place.
    func placed(_ place: String) -> PlannedStep {
        var step = self
        step.id = StepID(place)
        return step
    }
}

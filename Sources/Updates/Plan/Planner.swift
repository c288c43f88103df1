internal import Basis

/// Makes plans: (playbook, manifest, world) → ordered steps, each beside its reverse. Pure.
package struct Planner: Sendable {
    /// Calls below calls; deeper ones are circles or accidents.
    package static let depthLimit = 16
    /// Steps of a plan: every one is journaled, shown and read by somebody.
    package static let stepLimit = 1_000

    /// The manifest, overlaid by the environment.
    package let manifest: Manifest
    /// The environment's name.
    package let environmentName: String
    /// The environment.
    package let environment: Environment
    /// Every playbook that may be called.
    package let playbooks: [Playbook]

    /// A planner for an environment; nil if the manifest has none of that name.
    package init?(for name: String, of manifest: Manifest, playbooks: [Playbook]) {
        guard let environment = manifest.environments.first(where: { $0.name.value == name })?.value,
            let overlaid = manifest.overlaid(for: name)
        else { return nil }
        (self.manifest, self.environment, environmentName) = (overlaid, environment, name)
        self.playbooks = playbooks
    }

    /// The same, knowing one more playbook; its name hides an older one's.
    package func adding(_ playbook: Playbook) -> Planner { Planner(self, adding: playbook) }

    private init(_ other: Planner, adding playbook: Playbook) {
        (manifest, environment) = (other.manifest, other.environment)
        environmentName = other.environmentName
        playbooks = [playbook] + other.playbooks
    }

    /// A playbook with what it is given, calls resolved: the shape of the plan, and the release it asks for.
    package func outline(_ name: String, inputs given: [String: String]) throws(PlanError) -> Outline {
        let playbook = try playbook(name)
        let inputs = try playbook.inputs(from: given)
        var expansion = Expansion(planner: self)
        let stages = try expansion.stages(of: playbook, given: inputs)
        return Outline(playbook: name, inputs: inputs, stages: stages, always: expansion.always)
    }

    /// The plan of an outline in a world.
    package func plan(
        _ outline: Outline, for purpose: Plan.Purpose, on ground: Ground
    ) -> Plan {
        let survey = Survey(planner: self, ground: ground, purpose: purpose)
        var plan = Plan(
            purpose: purpose, playbook: outline.playbook, environmentName: environmentName,
            manifest: manifest, environment: environment, project: ground.project, world: ground.world,
            stages: outline.stages.compactMap(survey.described),
            always: outline.always.map(survey.described))
        plan.warnings = survey.warnings(of: outline, leaving: plan)
        return plan
    }

    /// Refuses what would take a service away where nobody allowed it. A way back is never refused.
    package func refusePauses(in outline: Outline, on ground: Ground) throws(PlanError) {
        try Survey(planner: self, ground: ground, purpose: .other).refusePauses(in: outline)
    }

    func playbook(_ name: String) throws(PlanError) -> Playbook {
        guard let playbook = playbooks.first(where: { $0.name.value == name }) else {
            throw .unknownPlaybook(name, nearest: playbooks.map(\.name.value).nearest(to: name))
        }
        return playbook
    }

    /// What is known of a name before anything runs.
    func value(of name: NamePath, inputs: [String: Value]) -> Value? {
        switch (name.root, name.parts.count) {
        case ("app", 1): .text(manifest.app.value)
        case ("env", 1): .text(environmentName)
        case ("inputs", 2): inputs[name.parts[1]]
        default: nil
        }
    }
}

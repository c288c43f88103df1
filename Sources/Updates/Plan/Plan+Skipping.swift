extension Plan {
    /// The plan without a step; nil if the step is never left out: the backup before a migration.
    package func without(_ id: StepID) -> Plan? {
        if isNeeded(id) { return nil }
        let rest = stages.compactMap { stage -> Stage? in
            let lanes = stage.lanes.map { $0.filter { $0.id != id } }.filter { !$0.isEmpty }
            return lanes.isEmpty ? nil : Stage(lanes: lanes)
        }
        var plan = Plan(
            purpose: purpose, playbook: playbook, environmentName: environmentName, manifest: manifest,
            environment: environment, project: project, world: world, stages: rest,
            always: always.filter { $0.id != id })
        plan.warnings = warnings
        return plan
    }

    private func isNeeded(_ id: StepID) -> Bool {
        guard let place = steps.firstIndex(where: { $0.id == id }), case .backup = steps[place].action else {
            return false
        }
        return steps[place...].contains { if case .migrate = $0.action { true } else { false } }
    }
}

internal import Basis

/// Holds the steps of an outline against the world: what each changes, and what must be said of the whole.
struct Survey {
    let planner: Planner
    let ground: Ground
    let purpose: Plan.Purpose

    /// A stage with its changes told, without the steps that have nothing to do; nil if none is left.
    func described(_ stage: Stage) -> Stage? {
        let lanes = stage.lanes.map { $0.filter { absence(of: $0) == nil }.map(described) }.filter {
            !$0.isEmpty
        }
        return lanes.isEmpty ? nil : Stage(lanes: lanes)
    }

    /// A step with what it changes, and how long it took before.
    func described(_ step: PlannedStep) -> PlannedStep {
        var step = step
        step.changes = changes(by: step.action)
        step.expected = ground.durations[step.name]
        return step
    }

    /// What is to be said of a plan before it begins.
    func warnings(of outline: Outline, leaving plan: Plan) -> [Diagnostic] {
        let missing = outline.stages.flatMap(\.steps).compactMap { step in
            absence(of: step).map { why in
                Diagnostic(
                    PlanCode.leftOut, "`\(step.name)` is left out", at: .thing(plan.playbook), why: why,
                    severity: .note)
            }
        }
        return missing + pauses(in: plan) + pointsOfNoReturn(in: plan) + untriedWaysBack(in: plan)
    }

    /// Why a step has nothing to do here; nil if it has.
    private func absence(of step: PlannedStep) -> String? {
        let manifest = planner.manifest
        switch step.action {
        case .backup(let backup):
            if isFirst { return "nothing of the project is here yet, neither running nor stopped" }
            let names = backup.databases + backup.files
            guard names.isEmpty, manifest.databases.isEmpty, manifest.files.isEmpty else { return nil }
            return "the manifest names no databases and no files"
        case .migrate(let migrate):
            guard let migrations = manifest.migrations else { return "the manifest has no migrations" }
            let isIdle = migrate.phase?.value == .contract && migrations.contract == nil
            return isIdle ? "the migrations have no `contract`" : nil
        case .pull:
            return manifest.source == nil ? "the manifest has no source" : nil
        case .probe(let gate):
            return asksFrontDoor(gate) && planner.environment.url == nil
                ? "it asks the front door, and the environment has no `url`" : nil
        default:
            return nil
        }
    }

    /// Whether an update brings the very first release: no container holds anything that could be lost.
    private var isFirst: Bool {
        guard case .update = purpose else { return false }
        return ground.world.release == nil && ground.world.services.isEmpty
    }

    private func asksFrontDoor(_ gate: Gate) -> Bool {
        guard case .http(let question) = gate.question, question.address == nil else { return false }
        return question.target.literal?.hasPrefix("/") ?? false
    }

    /// Refuses rolls that would take a service away because of a port of the host, where nobody allowed it.
    func refusePauses(in outline: Outline) throws(PlanError) {
        let switched = planner.environment.traffic?.services ?? []
        let rules = planner.manifest.services
        for step in outline.stages.flatMap(\.steps) {
            guard case .roll(let roll) = step.action, replaces(roll), !roll.allowsDowntime else { continue }
            for name in services(of: roll) where !switched.contains(name) && stops(name, in: roll) {
                let rule = rules.first { $0.name.value == name }?.value.exclusive?.value
                guard rule != false, let port = ground.desired.first(where: { $0.service == name })?.hostPort
                else { continue }
                throw .needsDowntime(service: name, port: port, step: step.name)
            }
        }
    }

    private func pauses(in plan: Plan) -> [Diagnostic] {
        let wanted = Dictionary(ground.desired.map { ($0.service, $0) }) { first, _ in first }
        var told: Set<String> = []
        return plan.steps.flatMap { step -> [Diagnostic] in
            guard case .roll(let roll) = step.action, replaces(roll) else { return [] }
            return services(of: roll).compactMap { name in
                guard let reasons = wanted[name]?.exclusive, !reasons.isEmpty, stops(name, in: roll),
                    told.insert(name).inserted
                else { return nil }
                return Diagnostic(
                    PlanCode.pauses, "`\(name)` pauses while it is replaced", at: .thing(step.name),
                    why: reasons.joined(separator: "; "), severity: .warning)
            }
        }
    }

    private func pointsOfNoReturn(in plan: Plan) -> [Diagnostic] {
        plan.steps.filter { $0.nature == .irreversible }.map { step in
            Diagnostic(
                PlanCode.pointOfNoReturn, "nothing takes `\(step.name)` back", at: .thing("step \(step.id)"),
                why: "a failure behind it stops and waits for a person", severity: .warning)
        }
    }

    /// A way back that was never gone is a hope.
    private func untriedWaysBack(in plan: Plan) -> [Diagnostic] {
        guard let migrations = planner.manifest.migrations else { return [] }
        return plan.steps.compactMap { step in
            guard case .migrate(let migrate) = step.action, step.nature != .irreversible,
                migrate.descent == nil, !migrate.goesDown, !migrate.keepsOldCodeAlive(migrations)
            else { return nil }
            return Diagnostic(
                PlanCode.untriedWayBack, "the way back of `\(step.name)` was never tried",
                at: .thing("step \(step.id)"), why: step.reverse, severity: .warning)
        }
    }

    private func replaces(_ roll: RollAction) -> Bool {
        switch roll.strategy?.value ?? .rolling {
        case .rolling, .blueGreen, .canary, .recreate, .restart: true
        case .start, .stop: false
        }
    }

    /// Whether something that runs is replaced.
    private func stops(_ name: String, in roll: RollAction) -> Bool {
        guard let found = ground.world.services.first(where: { $0.service == name }),
            let wanted = ground.desired.first(where: { $0.service == name })
        else { return false }
        return roll.strategy?.value == .restart || !differences(of: found, from: wanted).isEmpty
    }

    func services(of roll: RollAction) -> [String] {
        roll.services.isEmpty ? ground.desired.map(\.service) : roll.services.map(\.value)
    }
}

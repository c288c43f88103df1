package import Basis
package import Updates

/// Plans in a few words, for machines and simulated worlds: their files would only be in the way.
package enum Sketch {
    /// Where everything in them is written.
    package static let span = Span(
        file: "sketch.yml", start: Position(line: 1, column: 1), end: Position(line: 1, column: 2))

    /// The target for which they are made.
    package static let target = TargetIdentity(kind: "docker", id: "simulated", name: "the simulated engine")

    /// A plan of stages.
    package static func plan(_ stages: [Stage], always: [PlannedStep] = []) -> Plan {
        let world = World(identity: target, services: [], release: nil, openRun: nil)
        let release = PinnedRelease(version: "v2", commit: String(repeating: "2", count: 40), tagObject: nil)
        return Plan(
            purpose: .update(to: release), playbook: "update", environmentName: "test",
            manifest: Manifest(app: Located("shop", at: span)), environment: Environment(at: span),
            project: "/srv/shop", world: world, stages: stages, always: always)
    }

    /// A plan of steps one after the other.
    package static func plan(_ steps: [PlannedStep], always: [PlannedStep] = []) -> Plan {
        plan(steps.map { Stage($0) }, always: always)
    }

    /// A step: a command, unless another action is given.
    package static func step(
        _ name: String, _ nature: Nature = .reversible, _ rule: Playbook.FailureRule = .undo,
        doing action: Action? = nil
    ) -> PlannedStep {
        PlannedStep(
            id: StepID(name), name: name, action: action ?? command(), nature: nature, onFailure: rule)
    }

    /// A command, of the kind that happens once unless it is said that it may be repeated.
    package static func command(isIdempotent: Bool = false) -> Action {
        var command = CommandAction(.program([Template([.text("true")], at: span)]), at: .local)
        command.isIdempotent = isIdempotent
        return .command(command)
    }

    /// A roll of services.
    package static func roll(_ services: String...) -> Action {
        var roll = RollAction()
        roll.services = services.map { Located($0, at: span) }
        return .roll(roll)
    }

    /// A migration.
    package static let migration = Action.migrate(MigrateAction())

    /// A question to people.
    package static func question(by users: String..., within: Duration? = nil) -> Action {
        .approve(
            ApproveAction(
                Template([.text("Go on?")], at: span), by: users.map { Located($0, at: span) },
                within: within.map { Located($0, at: span) }))
    }

    /// A gate that asks for nothing.
    package static let gate = Gate(.wait, patience: Patience(), limits: nil, at: span)

    /// A condition.
    package static let condition = Expression.literal(Located(.boolean(true), at: span))
}

extension PlannedStep {
    /// The same step with a gate behind it.
    package var gated: PlannedStep { changed { $0.gate = Sketch.gate } }

    /// The same step with a condition before it.
    package var conditional: PlannedStep { changed { $0.condition = Sketch.condition } }

    /// The same step, with little time.
    package var bounded: PlannedStep { changed { $0.timeout = .seconds(20) } }

    /// The same step, tried again so often.
    package func retried(_ times: Int) -> PlannedStep {
        changed { $0.retry = .init(times: Located(times, at: Sketch.span), delay: nil) }
    }

    private func changed(_ change: (inout PlannedStep) -> Void) -> PlannedStep {
        var step = self
        change(&step)
        return step
    }
}

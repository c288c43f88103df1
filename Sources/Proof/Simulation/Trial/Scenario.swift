package import Updates

/// What is tried: a plan over a simulated world, and everything that goes wrong with it.
package struct Scenario: Sendable {
    /// The plan.
    package var plan: Plan
    /// What its steps change, and how; what is not here is harmless.
    package var manners: [StepID: Manner]
    /// How the first attempts go.
    package var script: [StepID: Turn] = [:]
    /// What chance does.
    package var faults = Faults()
    /// The call of the first process at which it dies, and nothing else does.
    package var fatalPoint: Int?
    /// What is wrong with Belay on purpose.
    package var bug: PlantedBug?

    /// A scenario in which everything goes well.
    package init(_ plan: Plan, manners: [StepID: Manner]) {
        (self.plan, self.manners) = (plan, manners)
    }

    /// A playbook of steps, one after the other, each with a gate.
    package init(inOrder manners: [Manner]) {
        let steps = manners.enumerated().map { index, manner in
            Scenario.step("s\(index + 1)", manner)
        }
        let last = Sketch.step("tell", .harmless, doing: Sketch.command(isIdempotent: true)).bounded
        self.init(
            Sketch.plan(steps, always: [last]),
            manners: Dictionary(zip(steps.map(\.id), manners)) { first, _ in first })
    }

    /// A playbook that chance makes: up to six steps, some side by side, with every rule for failures.
    package init(by dice: Dice) {
        let all: [Manner] = [.call, .call, .job, .blind, .replicas(2), .replicas(3)]
        var manners: [StepID: Manner] = [:]
        var stages: [Stage] = []
        for number in 0...dice.below(4) {
            let lanes = (0...(dice.falls(300) ? 1 : 0)).map { lane in
                (0...(dice.falls(200) ? 1 : 0)).map { rank in
                    let manner = all[dice.below(all.count)]
                    var step = Scenario.step("s\(number).\(lane).\(rank)", manner, dice)
                    if manner != .blind || dice.falls(300) { manners[step.id] = manner }
                    if manners[step.id] == nil { step = Scenario.harmless(step.name) }
                    return step
                }
            }
            stages.append(Stage(lanes: lanes))
        }
        let last = Sketch.step("tell", .harmless, doing: Sketch.command(isIdempotent: true)).bounded
        self.init(Sketch.plan(stages, always: [last]), manners: manners)
    }

    private static func step(_ name: String, _ manner: Manner, _ dice: Dice? = nil) -> PlannedStep {
        let rules: [Playbook.FailureRule] = [.undo, .undo, .undo, .pause, .stop, .continue]
        let rule = dice.map { rules[$0.below(rules.count)] } ?? .undo
        var step = Sketch.step(name, manner.nature, rule, doing: manner.action).bounded
        if dice?.falls(600) ?? true { step = step.gated }
        if let dice, dice.falls(300) { step = step.retried(1 + dice.below(2)) }
        if let dice, dice.falls(200) { step = step.conditional }
        return step
    }

    private static func harmless(_ name: String) -> PlannedStep {
        Sketch.step(name, .harmless, doing: .verify(VerifyAction())).bounded.gated
    }
}

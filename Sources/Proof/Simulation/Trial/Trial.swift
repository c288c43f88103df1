internal import Basis
internal import Engine
internal import Ports
internal import Updates

/// One run from its start to its end, through everything that goes wrong with it: the real engine on a
/// simulated world. First torture, then healing: a healed world must bring every run to its end.
package struct Trial: Sendable {
    /// Rounds in which everything may go wrong.
    static let torture = 6
    /// Rounds of a healed world that every run must end in, the twice of what the longest way takes.
    static let healing = 16

    let scene: Scene
    let scenario: Scenario
    private let seed: UInt64

    /// A trial of a scenario; the same seed makes the same one.
    package init(_ scenario: Scenario, seed: UInt64) {
        (self.scenario, self.seed) = (scenario, seed)
        let target = SimulatedTarget(scenario.manners.mapValues { Part($0) })
        scene = Scene(
            clock: SimulatedClock(), dice: Dice(seed: seed), ledger: Ledger(), target: target,
            store: SimulatedStore(), bug: scenario.bug)
    }

    /// A playbook that chance makes, in a world where everything goes wrong now and then.
    package static func random(seed: UInt64, bug: PlantedBug? = nil) -> Trial {
        var scenario = Scenario(by: Dice(seed: seed))
        (scenario.faults, scenario.bug) = (.torture, bug)
        return Trial(scenario, seed: seed)
    }

    /// Everything that stands in the journal, for whoever looks into a violation.
    package var story: [String] {
        scene.store.withState { state in
            state.order.flatMap { state.entries[$0] ?? [] }.map { "\($0.sequence) \($0.event.brief)" }
        }
    }

    /// Plays it to its end.
    package func played() -> Report {
        let conductor = Conductor(scene.clock, seed: seed &+ 1)
        let play = Play(scene: scene, scenario: scenario)
        var report =
            conductor.run { await play.toTheEnd() }
            ?? Report(
                violations: ["it came to a standstill"], standing: nil, entries: scene.ledger.entries,
                points: 0, processes: 0)
        report.violations = scene.ledger.violations + report.violations
        report.violations = report.violations.map { "seed \(seed): \($0)" }
        return report
    }
}

extension RunEvent {
    /// The event without what a diagnostic says at length.
    var brief: String {
        switch self {
        case .performed(let id, let attempt, let outcome): "performed \(id) \(attempt): \(outcome.brief)"
        case .reversed(let id, let attempt, let outcome): "reversed \(id) \(attempt): \(outcome.brief)"
        case .prepared(let id, let outcome): "prepared \(id): \(outcome.brief)"
        case .judged(let id, _, .failed): "judged \(id): failed"
        case .intended(let intent): "intended \(intent)"
        default: "\(self)"
        }
    }
}

extension Outcome {
    var brief: String {
        switch self {
        case .done: "done"
        case .failed(let why): "failed, \(why.what)"
        case .timedOut: "timed out"
        case .cancelled: "cancelled"
        case .blocked(let pause): "blocked, \(pause)"
        }
    }
}

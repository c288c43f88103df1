internal import Updates

/// Small spaces in full: what chance would visit only now and then.
package enum Enumeration {
    /// Playbooks of four steps, one of each kind of consequence.
    package static let playbooks: [[Manner]] = [
        [.call, .job, .replicas(2), .call],
        [.free, .call, .blind, .replicas(2)],
        [.job, .replicas(2), .free, .blind],
    ]

    /// Every way in which the first attempts at four steps can go.
    package static func turns(of count: Int) -> [[Turn]] {
        (0..<count).reduce([[]]) { known, _ in
            known.flatMap { turns in Turn.allCases.map { turns + [$0] } }
        }
    }

    /// A playbook with its steps going in a given way.
    package static func scenario(_ playbook: [Manner], _ turns: [Turn]) -> Scenario {
        var scenario = Scenario(inOrder: playbook)
        for (step, turn) in zip(scenario.plan.steps, turns) { scenario.script[step.id] = turn }
        return scenario
    }

    /// A scenario once as it is, and once for every await of a port at which its process can die.
    package static func everyDeath(of scenario: Scenario) -> [Report] {
        let whole = Trial(scenario, seed: 1).played()
        let deaths = stride(from: 1, through: whole.points, by: 1).map { point in
            var scenario = scenario
            scenario.fatalPoint = point
            var report = Trial(scenario, seed: 1).played()
            report.violations = report.violations.map { "death at call \(point): \($0)" }
            return report
        }
        return [whole] + deaths
    }
}

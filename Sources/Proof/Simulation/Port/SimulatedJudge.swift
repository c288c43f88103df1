internal import Basis
internal import Ports
internal import Updates

/// Gates and conditions of a simulated world.
struct SimulatedJudge: Judge {
    let process: SimulatedProcess
    let scene: Scene
    let script: [StepID: Turn]

    func decide(_ condition: Expression, of step: PlannedStep, in situation: Situation) async throws -> Bool {
        try await process.call { true }
    }

    func judge(_ gate: Gate, after step: PlannedStep, in situation: Situation) async throws -> Verdict {
        let fails = script[step.id] == .gateFails || scene.dice.falls(process.faults.gates)
        try await scene.clock.sleep(for: .milliseconds(1 + scene.dice.below(3000)))
        return try await process.call {
            fails ? .failed(Broken.before.diagnostic) : .passed(seen: "200", warnings: [])
        }
    }
}

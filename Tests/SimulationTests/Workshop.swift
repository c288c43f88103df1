import Basis
import Ports
import Testing
import Updates

@testable import Engine
@testable import Simulation

/// One process on a simulated world, for tests that look closely at the engine.
struct Workshop: Sendable {
    let scene: Scene
    let scenario: Scenario
    let process: SimulatedProcess
    let conductor: Conductor

    init(_ scenario: Scenario, faults: Faults = Faults()) {
        self.scenario = scenario
        scene = Scene(
            clock: SimulatedClock(), dice: Dice(seed: 7), ledger: Ledger(),
            target: SimulatedTarget(scenario.manners.mapValues { Part($0) }), store: SimulatedStore(),
            bug: nil)
        process = SimulatedProcess(1, on: scene, faults: faults, fatalPoint: nil) { _ in }
        conductor = Conductor(scene.clock, seed: 8)
    }

    var opening: RunOpening { Play(scene: scene, scenario: scenario).opening }

    /// A driver with some of its parts replaced.
    func driver(
        _ process: SimulatedProcess? = nil, target: TargetIdentity = Sketch.target,
        performer: (any Performer)? = nil, observer: any RunObserver = SimulatedObserver()
    ) -> Driver {
        let process = process ?? self.process
        return Driver(
            journal: SimulatedJournal(process: process, scene: scene),
            lock: SimulatedLock(process: process, scene: scene), identity: { target },
            performer: performer
                ?? SimulatedPerformer(process: process, scene: scene, script: scenario.script),
            judge: SimulatedJudge(process: process, scene: scene, script: scenario.script),
            keeper: SimulatedKeeper(process: process), time: scene.clock, observer: observer,
            holder: process.holder)
    }

    /// Does something in simulated time.
    func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let result = conductor.run { () async -> Result<Value, any Error> in
            do { return .success(try await work()) } catch { return .failure(error) }
        }
        return try #require(result, "it came to a standstill").get()
    }

    var events: [RunEvent] { scene.store.withState { $0.entries[opening.run] ?? [] }.map(\.event) }

    func post(_ request: Request) {
        scene.store.withState { $0.post(request, by: Play.person, to: opening.run) }
    }
}

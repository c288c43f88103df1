import Basis
import Ports
import Steps
import Testing
import Updates

@Suite("What was admitted stays watched until the commit")
struct RollWatchTests {
    private let roll = RollCase(description: "rolling", promised: 4)

    /// A roll that is through, watched while something happens.
    private func verdict(_ happening: @escaping @Sendable (inout RollWorld.State) -> Void) async throws
        -> Diagnostic?
    {
        var trial = try await roll.trial()
        #expect(try await trial.perform(RollProcess(trial.world)))
        let (watched, world) = (trial, trial.world)
        async let verdict = watched.watch(RollProcess(world))
        while world.state.withLock(\.listeners.count) < 2 { try await Task.sleep(for: .milliseconds(1)) }
        try await Task.sleep(for: .milliseconds(50))
        world.state.withLock { happening(&$0) }
        return try await verdict
    }

    @Test("Rule 15: one exit of an admitted container is a final verdict, with its last words")
    func exit() async throws {
        let why = try await verdict { state in
            guard let one = state.served.first(where: { $0.replica.image == "v2" }) else { return }
            state.end(one.replica.id, code: 4)
        }
        #expect(why?.code == "roll.replica-failed")
        #expect(why?.why == "it ended by itself, with exit code 4; its last words: goodbye")
    }

    @Test("Rule 15: so is its removal by somebody")
    func removal() async throws {
        let why = try await verdict { state in
            guard let one = state.served.first(where: { $0.replica.image == "v2" }) else { return }
            state.containers[one.replica.id] = nil
            state.tell(.removed(id: one.replica.id))
        }
        #expect(why?.why?.hasPrefix("somebody removed it") == true)
    }

    @Test("Rule 15: and one that fell while nobody looked is seen at the next look")
    func fallen() async throws {
        var trial = try await roll.trial()
        #expect(try await trial.perform(RollProcess(trial.world)))
        trial.world.state.withLock { state in
            guard let one = state.served.first else { return }
            state.end(one.replica.id, code: 7)
        }
        let why = try await trial.watch(RollProcess(trial.world))
        #expect(why?.why?.contains("exit code 7") == true)
    }

    @Test("What was stopped on purpose is not watched")
    func stopped() async throws {
        let stopping = RollCase(description: "stop", promised: 0) { $0.strategy = located(.stop) }
        var trial = try await stopping.trial()
        #expect(try await trial.perform(RollProcess(trial.world)))
        #expect(try await trial.watch(RollProcess(trial.world)) == nil)
    }
}

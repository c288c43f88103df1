import Basis
import Ports
import Steps
import Testing
import Updates

private let roll = RollCase(description: "rolling", promised: 4)

@Suite struct RollDisturbanceTests {
    @Test func aStrangersContainerPausesTheRoll() async throws {
        for call in stride(from: 8, through: 40, by: 4) {
            var trial = try await roll.trial()
            let process = RollProcess(trial.world) { number, state in
                guard number == call else { return }
                var other = state.make(
                    service: "web", slot: 9, name: "shop-web-9", image: "v0", run: nil, fate: .well)
                state.run(&other)
                state.containers[other.replica.id] = other
                state.tell(.started(id: other.replica.id))
            }
            let pause = await #expect(throws: Standstill.self, "call \(call)") {
                try await trial.perform(process)
            }
            guard case .blocked(.stranger(let what)) = pause else { continue }
            #expect(what.contains("shop-web-9"))
            #expect(trial.world.violations.isEmpty, "\(trial.complaints("call \(call)"))")
        }
    }

    @Test func aStrangersHandOnTheSwitchPausesTheRoll() async throws {
        var trial = try await roll.trial()
        let process = RollProcess(trial.world) { number, state in
            guard number == 25 else { return }
            state.routes["server-web-4"] = nil
            state.promised = 3
        }
        await #expect(throws: Standstill.self) { try await trial.perform(process) }
        #expect(trial.world.violations.isEmpty, "\(trial.complaints("switch"))")
    }

    @Test func parkedContainersThatWerePrunedAreMadeAnew() async throws {
        for seed in 30...60 {
            var trial = try await roll.trial()
            try await trial.perform(RollProcess(trial.world, doom: .init(call: seed)))
            trial.world.state.withLock { state in
                let parked = state.containers.values.map(\.replica).filter { $0.state == .exited(code: 0) }
                for one in parked { state.containers[one.id] = nil }
            }
            #expect(try await trial.reverse(RollProcess(trial.world)))
            #expect(try await trial.tidyUp(RollProcess(trial.world)))
            trial.expectOnly("v1", 4, "pruned after call \(seed)")
        }
    }

    @Test func anInterruptEndsBetweenTwoActsAndTheRollGoesOnLater() async throws {
        for act in 1...30 {
            var trial = try await roll.trial()
            await #expect(throws: Standstill.interrupted, "act \(act)") {
                try await trial.perform(RollProcess(trial.world, interruptedAt: act))
            }
            #expect(trial.world.violations.isEmpty, "\(trial.complaints("act \(act)"))")
            #expect(try await trial.perform(RollProcess(trial.world)))
            #expect(try await trial.tidyUp(RollProcess(trial.world)))
            trial.expectOnly("v2", 4, "interrupted at \(act)")
        }
    }

    @Test(
        "Rule 14: a service that the release brings is gone again when it goes back, wherever it was killed")
    func broughtServicesGoAgain() async throws {
        for call in stride(from: 4, through: 60, by: 4) {
            var trial = RollTrial(RollWorld(), replicas: 2)
            try await trial.prepare()
            try await trial.perform(RollProcess(trial.world, doom: .init(call: call)))
            #expect(try await trial.reverse(RollProcess(trial.world)))
            #expect(try await trial.tidyUp(RollProcess(trial.world)))
            trial.expectOnly("v1", 0, "taken back after call \(call)")
        }
        var trial = RollTrial(RollWorld(), replicas: 2)
        try await trial.prepare()
        #expect(try await trial.perform(RollProcess(trial.world)))
        #expect(try await trial.tidyUp(RollProcess(trial.world)))
        trial.expectOnly("v2", 2, "a new service")
    }

    @Test func anUpdateWithNothingToDoTouchesNothing() async throws {
        var trial = RollTrial(roll.world(), to: "v1")
        try await trial.prepare()
        let process = RollProcess(trial.world)
        #expect(try await trial.perform(process))
        #expect(trial.world.state.withLock(\.said).isEmpty && process.calls <= 6)
        trial.expectOnly("v1", 4, "nothing to do")
    }

    @Test(arguments: [1, 2, 6])
    func moreOrFewerReplicasAreThoseOfTheRelease(count: Int) async throws {
        for image in ["v1", "v2"] {
            let world = roll.world()
            world.state.withLock { $0.promised = min(count, 4) }
            var trial = RollTrial(world, to: image, replicas: count)
            try await trial.prepare()
            #expect(try await trial.perform(RollProcess(world)))
            #expect(try await trial.tidyUp(RollProcess(world)))
            trial.expectOnly(image, count, "\(count) of \(image)")
        }
    }

    @Test func scaledServicesComeBackToWhatTheyWere() async throws {
        for count in [1, 6] {
            let world = roll.world()
            world.state.withLock { $0.promised = min(count, 4) }
            var trial = RollTrial(world, to: "v1", replicas: 4)
            trial.scale(to: count)
            try await trial.prepare()
            #expect(try await trial.perform(RollProcess(world)))
            #expect(world.served.count == count, "\(trial.complaints("scaled"))")
            #expect(try await trial.reverse(RollProcess(world)))
            #expect(try await trial.tidyUp(RollProcess(world)))
            trial.expectOnly("v1", 4, "scaled to \(count) and back")
        }
    }

    @Test func stopsStartsAndRestartsTakeTheSameContainers() async throws {
        let world = roll.world()
        let ids = Set(world.state.withLock { $0.containers.keys.map { $0 } })
        for strategy in [RollAction.Strategy.restart, .stop, .start] {
            world.state.withLock { state in
                state.promised = strategy == .restart ? 3 : 0
                for id in ids {
                    let life = state.containers[id]?.replica.life
                    state.containers[id]?.oldLife = life
                }
            }
            var trial = RollTrial(world, to: "v1") { $0.strategy = located(strategy) }
            try await trial.prepare()
            #expect(try await trial.perform(RollProcess(world)))
            #expect(try await trial.tidyUp(RollProcess(world)))
            #expect(world.running.count == (strategy == .stop ? 0 : 4), "\(trial.complaints("\(strategy)"))")
            #expect(Set(world.state.withLock { $0.containers.keys.map { $0 } }) == ids)
            #expect(world.violations.isEmpty, "\(trial.complaints("\(strategy)"))")
        }
        #expect(world.served.count == 4)
    }

    @Test func servicesRollInTheOrderOfTheManifest() async throws {
        let world = roll.world()
        world.add(2, of: "v1", service: "api")
        world.state.withLock { $0.promised = 6 }
        var trial = RollTrial(world) { $0.services = [located("web"), located("api")] }
        trial.target.append(.test(service: "api", image: "v2", replicas: 2))
        try await trial.prepare()
        #expect(try await trial.perform(RollProcess(world)))
        let said = world.state.withLock(\.said)
        let api = try #require(said.lastIndex { $0.hasPrefix("admit shop-api") })
        let web = try #require(said.firstIndex { $0.hasPrefix("create shop-web") })
        #expect(api < web)
        #expect(world.violations.isEmpty, "\(trial.complaints("two services"))")
    }

    /// Containers alone: looks at the switch cost the engine nothing.
    @Test func aRollOfFourCostsTheEngineFewCalls() async throws {
        var trial = try await roll.trial()
        #expect(try await trial.perform(RollProcess(trial.world)))
        #expect(try await trial.tidyUp(RollProcess(trial.world)))
        let acts = trial.world.state.withLock(\.said)
        let words = ["create", "start", "restart", "stop", "rename", "remove"]
        let count = acts.count { act in words.contains { act.hasPrefix("\($0) ") } }
        // Create, start, two policies, two names, stop, remove: and lists and events on top.
        #expect(count == 4 * 8, "\(acts)")
    }
}

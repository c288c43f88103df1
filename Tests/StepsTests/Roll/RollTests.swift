import Basis
import Ports
import Steps
import Testing
import Updates

/// One way to roll, in a world of its kind.
struct RollCase: CustomStringConvertible, Sendable {
    let description: String
    var isNamed = false
    var reloads = false
    var isExclusive = false
    /// How many serve at any time, of four, or of one that is exclusive.
    let promised: Int
    var change: @Sendable (inout RollAction) -> Void = { _ in }

    var count: Int { isExclusive ? 1 : 4 }

    func world(fates: [String: RollWorld.Fate] = [:]) -> RollWorld {
        let world = RollWorld(fates: fates, isNamed: isNamed, reloads: reloads)
        world.add(count, of: "v1", service: "web")
        world.state.withLock { ($0.promised, $0.isExclusive) = (promised, isExclusive) }
        return world
    }

    func trial(fates: [String: RollWorld.Fate] = [:]) async throws -> RollTrial {
        var trial = RollTrial(world(fates: fates), replicas: count, change: change)
        try await trial.prepare()
        return trial
    }

    static let all: [RollCase] = [
        RollCase(description: "rolling, one at a time", promised: 4),
        RollCase(description: "rolling, all at once", promised: 4) { $0.parallelism = located(0) },
        RollCase(description: "rolling, two at a time, with a soak and a delay", promised: 4) {
            ($0.parallelism, $0.monitor) = (located(2), located(.seconds(1)))
            $0.delay = located(.milliseconds(500))
        },
        RollCase(description: "stop-first", promised: 3) { $0.order = located(.stopFirst) },
        RollCase(description: "by name", isNamed: true, promised: 4),
        RollCase(description: "behind a switch that reloads", reloads: true, promised: 4) {
            $0.parallelism = located(2)
        },
        RollCase(description: "exclusive", isExclusive: true, promised: 0),
        RollCase(description: "recreate", promised: 0) { $0.strategy = located(.recreate) },
        RollCase(description: "blue-green", promised: 4) { $0.strategy = located(.blueGreen) },
        RollCase(description: "blue-green behind a switch that reloads", reloads: true, promised: 4) {
            $0.strategy = located(.blueGreen)
        },
        RollCase(description: "canary", promised: 4) {
            $0.strategy = located(.canary)
            $0.canary = [
                .init(weight: located(10), lasting: located(.seconds(1))),
                .init(weight: located(50), lasting: located(.seconds(1))),
            ]
        },
    ]
}

@Suite struct RollTests {
    @Test(arguments: RollCase.all)
    func aRollEndsWithOneVersionAndNothingLeftOver(roll: RollCase) async throws {
        var trial = try await roll.trial()
        #expect(try await trial.perform(RollProcess(trial.world)))
        #expect(try await trial.tidyUp(RollProcess(trial.world)))
        trial.expectOnly("v2", roll.count, "\(roll)")
    }

    @Test(arguments: RollCase.all)
    func aRollKilledAtAnyCallGoesOn(roll: RollCase) async throws {
        var whole = try await roll.trial()
        let undisturbed = RollProcess(whole.world)
        #expect(try await whole.perform(undisturbed))
        let calls = undisturbed.calls
        #expect(calls > 10)
        // After one call is before the next, where calls follow each other; so each is tried in one way.
        try await together(1...calls) { call in
            let doom = RollProcess.Doom(call: call, isAfter: call % 2 == 0)
            var trial = try await roll.trial()
            if try await !trial.perform(RollProcess(trial.world, doom: doom)) {
                #expect(try await trial.perform(RollProcess(trial.world)), "\(doom)")
            }
            #expect(try await trial.tidyUp(RollProcess(trial.world)))
            trial.expectOnly("v2", roll.count, "\(roll), \(doom)")
        }
    }

    @Test(arguments: RollCase.all)
    func aBrokenReleaseIsTakenBack(roll: RollCase) async throws {
        let fates: [(RollWorld.Fate, monitor: Duration?)] = [
            (.endsAtStart, nil), (.neverReady, nil), (.endsLater(questions: 1), .seconds(4)),
        ]
        try await together(fates.indices) { index in
            let (fate, monitor) = fates[index]
            var roll = roll
            let change = roll.change
            if let monitor {
                roll.change = {
                    change(&$0)
                    $0.monitor = located(monitor)
                }
            }
            var trial = try await roll.trial(fates: ["v2": fate])
            await #expect(throws: RollFailure.self, "\(fate)") {
                try await trial.perform(RollProcess(trial.world))
            }
            #expect(try await trial.reverse(RollProcess(trial.world)))
            #expect(try await trial.tidyUp(RollProcess(trial.world)))
            trial.expectOnly("v1", roll.count, "\(roll), \(fate)")
        }
    }

    @Test(arguments: RollCase.all)
    func aWayBackKilledAtAnyCallGoesOn(roll: RollCase) async throws {
        try await together(1...20) { seed in
            var trial = try await roll.trial()
            // Somewhere on its way forward, then back, and killed twice on that.
            try await trial.perform(
                RollProcess(trial.world, doom: .init(call: seed * 3, isAfter: seed % 2 == 0)))
            for call in [seed, seed * 2] {
                try await trial.reverse(
                    RollProcess(trial.world, doom: .init(call: call, isAfter: seed % 3 == 0)))
            }
            #expect(try await trial.reverse(RollProcess(trial.world)))
            #expect(try await trial.tidyUp(RollProcess(trial.world)))
            trial.expectOnly("v1", roll.count, "\(roll), seed \(seed)")
        }
    }

    /// Trials mostly wait, so a few at a time take no longer than one.
    private func together(
        _ numbers: some Collection<Int> & Sendable, _ trial: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (count, number) in numbers.enumerated() {
                if count >= 16 { try await group.next() }
                group.addTask { try await trial(number) }
            }
            try await group.waitForAll()
        }
    }
}

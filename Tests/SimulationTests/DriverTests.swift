import Basis
import Ports
import Testing
import Updates

@testable import Engine
@testable import Simulation

@Suite("The only loop")
struct DriverTests {
    private let calls = Scenario(inOrder: [.call, .replicas(2)])

    @Test("rule 1: every act has its intent in the journal before it, and its outcome after it")
    func intents() throws {
        let shop = Workshop(calls)
        let ending = try shop.run { try await shop.driver().start(shop.opening) }
        #expect(ending.standing == .succeeded && shop.scene.ledger.violations.isEmpty)
        var announced: Set<Intent> = []
        for event in shop.events {
            switch event {
            case .intended(let intent): announced.insert(intent)
            case .performed(let id, let attempt, _):
                #expect(announced.contains(.perform(id, attempt: attempt)))
            default: break
            }
        }
        #expect(!announced.isEmpty)
    }

    @Test("rule 27: the target names the open run while it is open, and the release once it is committed")
    func marks() throws {
        let shop = Workshop(calls)
        let seen = Guarded<[RunMark?]>([])
        let observer = Watcher { _, _ in
            let mark = shop.scene.target.withState { $0.openRun }
            seen.withLock { $0.append(mark) }
        }
        let ending = try shop.run { try await shop.driver(observer: observer).start(shop.opening) }
        #expect(seen.withLock { $0.dropFirst().dropLast().allSatisfy { $0?.run == ending.id } })
        #expect(shop.scene.target.withState { $0.openRun } == nil)
        #expect(shop.scene.target.withState { $0.release?.version } == "v2")
    }

    @Test("rule 15: what turns between a step and the commit takes the run back")
    func turned() throws {
        let shop = Workshop(calls)
        let performer = SimulatedPerformer(process: shop.process, scene: shop.scene, script: [:])
        let why = Diagnostic(EngineCode.unexpected, "it ended by itself", at: .thing("web"))
        let turning = Turning(performer: performer, step: "s1", why: why)
        let ending = try shop.run { try await shop.driver(performer: turning).start(shop.opening) }
        #expect(ending.standing == .rolledBack && ending.failure?.cause == .watch)
        #expect(ending.failure?.diagnostic == why && shop.events.contains(.turned("s1", why)))
        #expect(shop.scene.target.part(StepID("s1"))?.isPresent == false)
        #expect(shop.scene.ledger.violations.isEmpty)
    }

    @Test("rule 28: another target under the same address is refused before anything is claimed")
    func identity() throws {
        let shop = Workshop(calls)
        let other = TargetIdentity(kind: "docker", id: "another", name: "the simulated engine")
        #expect(throws: EngineError.otherTarget(wanted: Sketch.target, found: other)) {
            try shop.run { try await shop.driver(target: other).start(shop.opening) }
        }
        #expect(shop.events.isEmpty && shop.scene.store.withState { $0.tenures.isEmpty })
    }

    @Test("rule 1: a run of another machine is left to the binary that began it, which is named")
    func machine() throws {
        let shop = Workshop(calls)
        let run = shop.opening
        let old = RunOpening(
            run: run.run, scope: run.scope, plan: run.plan, machine: Run.machine + 1, binary: "9.9",
            requester: run.requester, time: 0)
        shop.scene.store.withState { $0.openings[run.run] = old }
        let error = #expect(throws: EngineError.self) {
            try shop.run { try await shop.driver().resume(run.run, by: Play.person) }
        }
        #expect(error?.diagnostic.remedy.contains("9.9") == true)
    }

    @Test(
        "rule 29: when an outcome cannot be written nothing more is touched, and a resume looks what it was")
    func unwritable() throws {
        let shop = Workshop(calls)
        let performer = SimulatedPerformer(process: shop.process, scene: shop.scene, script: [:])
        let breaking = Saboteur(performer: performer) { shop.scene.store.withState { $0.isFull = true } }
        let error = #expect(throws: EngineError.self) {
            try shop.run { try await shop.driver(performer: breaking).start(shop.opening) }
        }
        guard case .unwritten(_, let events, _)? = error else { return }
        #expect(events == [.performed("s1", attempt: 1, .done(Evidence(facts: ["attempt": "1"])))])
        #expect(error?.diagnostic.why?.contains("performed") == true)
        #expect(shop.scene.target.part(StepID("s2"))?.names == [])

        shop.scene.store.withState { $0.isFull = false }
        let ending = try shop.run { try await shop.driver().resume(shop.opening.run, by: Play.person) }
        #expect(ending.standing == .succeeded)
        #expect(shop.events.contains(.intended(.observe("s1", attempt: 1))))
        #expect(shop.scene.ledger.violations.isEmpty)
    }

    @Test("rule 34: the first signal ends the small act and pauses; the run keeps its scope")
    func interrupt() throws {
        let shop = Workshop(Scenario(inOrder: [.replicas(3), .call]))
        let bell = Guarded<Driver?>(nil)
        let driver = shop.driver(
            observer: Watcher { entry, _ in
                if case .intended(.perform) = entry.event { bell.withLock { $0 }?.interrupt() }
            })
        bell.withLock { $0 = driver }
        // The driver knows its observer, and that one the driver.
        defer { bell.withLock { $0 = nil } }
        let ending = try shop.run { try await driver.start(shop.opening) }
        #expect(ending.pause == .interrupt(by: "signal") && ending.standing == .paused)
        #expect(throws: EngineError.self) {
            try shop.run { try await shop.driver().start(shop.opening) }
        }
        let end = try shop.run {
            try await shop.driver().resume(shop.opening.run, by: Play.person, asking: .proceed)
        }
        #expect(end.standing == .succeeded && shop.scene.ledger.violations.isEmpty)
    }

    @Test("rule 29: what is asked through the inbox becomes an event of the holder, once")
    func inbox() throws {
        let shop = Workshop(calls)
        shop.post(.abort)
        let ending = try shop.run { try await shop.driver().start(shop.opening) }
        #expect(ending.standing == .failed)
        let asked = shop.events.filter { if case .asked = $0 { true } else { false } }
        #expect(asked == [.asked(.abort, by: Play.person, inbox: 1)])
    }

    @Test("rule 26: who cannot be sure of the claim for as long as an act takes does not begin it")
    func lease() throws {
        let clock = SimulatedClock()
        let lease = Lease(for: .seconds(60), since: clock.uptime, by: clock)
        try lease.permit("stop", lasting: .seconds(20))
        let error = Conductor(clock, seed: 1).run { () async -> (any Error)? in
            do {
                try await clock.sleep(for: .seconds(45))
                try lease.permit("look", lasting: .seconds(10))
                try lease.permit("stop", lasting: .seconds(20))
                return nil
            } catch { return error }
        }
        guard case .fenced? = (error ?? nil) as? Standstill else {
            Issue.record("it was permitted: \(String(describing: error))")
            return
        }
        lease.lose()
        #expect(throws: Standstill.self) { try lease.permit("look", lasting: .milliseconds(1)) }
    }

    @Test("rule 26: who finds a successor in the journal, having slept, leaves the run alone")
    func successor() throws {
        let shop = Workshop(Scenario(inOrder: [.replicas(2)]))
        shop.post(.pause)
        let paused = try shop.run { try await shop.driver().start(shop.opening) }
        let entry = Entry(sequence: 3, time: 0, event: .claimed(Epoch(50), by: Play.person))
        shop.scene.store.withState { $0.entries[paused.id, default: []].append(entry) }
        let error = #expect(throws: EngineError.self) {
            try shop.run { try await shop.driver().resume(paused.id, by: Play.person, asking: .proceed) }
        }
        #expect(error?.diagnostic.code == EngineCode.claimLost.rawValue)
    }

    @Test("rule 31: an act that outlives its deadline is cancelled, and has timed out")
    func deadline() throws {
        let shop = Workshop(Scenario(inOrder: [.call]))
        let performer = SimulatedPerformer(process: shop.process, scene: shop.scene, script: [:])
        let sleeper = Saboteur(performer: performer) {
            try await shop.scene.clock.sleep(for: .seconds(9_999))
        }
        let ending = try shop.run { try await shop.driver(performer: sleeper).start(shop.opening) }
        #expect(ending.standing == .rolledBack)
        #expect(ending.failure?.diagnostic.code == EngineCode.timedOut.rawValue)
    }

    @Test("An approval counts while the question stands, and as an abort afterwards", arguments: [5, 20])
    func approval(seconds: Int) throws {
        let question = Sketch.step("ask", .harmless, doing: Sketch.question(within: .seconds(10)))
        let shop = Workshop(Scenario(Sketch.plan([question]), manners: [:]))
        let performer = SimulatedPerformer(process: shop.process, scene: shop.scene, script: [:])
        let asking = Saboteur(performer: performer) {
            throw Standstill.blocked(.approval(step: "ask", message: "Go on?"))
        }
        let paused = try shop.run { try await shop.driver(performer: asking).start(shop.opening) }
        #expect(paused.nextCommand == "belay approve \(paused.id)")
        let ending = try shop.run {
            try await shop.scene.clock.sleep(for: .seconds(seconds))
            return try await shop.driver().resume(paused.id, by: Play.person, asking: .approve)
        }
        #expect(ending.standing == (seconds < 10 ? .succeeded : .failed))
    }

    @Test("A release that failed its gates is written down as refused, and one in force as committed")
    func records() throws {
        for turn in [Turn.works, .gateFails] {
            let shop = Workshop(Enumeration.scenario([.call], [turn]))
            _ = try shop.run { try await shop.driver().start(shop.opening) }
            let outcomes = shop.scene.store.withState { $0.releases.map(\.record.outcome) }
            #expect(outcomes == [turn == .works ? .committed : .refused])
        }
    }
}

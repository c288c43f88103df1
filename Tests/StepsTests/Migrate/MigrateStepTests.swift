import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// Migrations run once, in containers of their own, and what they found and left is written down.
struct MigrateStepTests {
    private let world = MigrationStage()
    private var stage: Stage { world.stage }
    private static let name = "belay-k3f9x2ab.3.1"

    @Test("Rule 23: revision and fingerprint are evidence, before and after")
    func evidence() async throws {
        let (step, performer) = (world.step(), try world.performer())
        let plan = world.plan([step])
        let before = try await performer.prepare(step, in: stage.situation(plan))
        let after = try await performer.perform(step, in: stage.situation(plan, before: before))
        #expect(before.facts["revision"] == "r1" && after.facts["revision"] == "r2")
        let schemas = [before.facts["schema"], after.facts["schema"]]
        #expect(schemas.allSatisfy { $0?.count == 12 } && schemas[0] != schemas[1])
        let record = try #require(try after.record(as: MigrationRecord.self, of: "migrate"))
        #expect(record.blueprint?.service == "web" && !record.isContracted)
    }

    @Test("Rule 4: it runs in a container whose name is of run, step and attempt, and is told its release")
    func name() async throws {
        let (step, performer) = (world.step(), try world.performer())
        let situation = stage.situation(
            world.plan([step]), attempt: 2, before: Evidence(facts: ["revision": "r1"]))
        _ = try await performer.perform(step, in: situation)
        let work = try #require(stage.oneOffs.now.started.first { $0.command == ["up"] })
        #expect(work.name == "belay-k3f9x2ab.3.2" && work.blueprint.service == "web")
        #expect(work.variables["BELAY_VERSION"]?.reveal() == "v1.0.1")
        #expect(world.images.tags == ["belay/shop-staging/schema:in-force": "sha256:1"])
    }

    @Test("Rule 2: whatever was cut off is found again, awaited, and never run twice")
    func found() async throws {
        let (step, performer) = (world.step(), try world.performer())
        let plan = world.plan([step])
        let before = try await performer.prepare(step, in: stage.situation(plan))
        let situation = stage.situation(plan, before: before)
        #expect(try await performer.observe(step, in: situation) == .absent)
        stage.oneOffs.play { $0.standing[Self.name] = .running }
        #expect(try await performer.observe(step, in: situation) == .running)
        let waiting = Task { try await performer.settle(step, in: situation) }
        try await Task.sleep(for: .milliseconds(20))
        world.base.withLock { base in _ = base.up(&base) }
        stage.oneOffs.play {
            $0.standing[Self.name] = .ended(CommandResult(exitCode: 0, output: "ok", errors: ""))
        }
        guard case .done(.done(let evidence)) = try await waiting.value else {
            Issue.record("it was awaited")
            return
        }
        #expect(evidence.facts["revision"] == "r2" && world.ran == [])
    }

    @Test("Rule 2: what does not end in its time is ended, and its end is the evidence")
    func ended() async throws {
        let (step, performer) = (world.step(), try world.performer())
        let plan = world.plan([step])
        let before = try await performer.prepare(step, in: stage.situation(plan))
        stage.oneOffs.play { $0.standing[Self.name] = .running }
        let found = try await performer.settle(
            step, in: stage.situation(plan, before: before, within: .milliseconds(50)))
        guard case .done(.failed(let why)) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(why.what.contains("137") && stage.oneOffs.now.ended == [Self.name])
    }

    @Test("Rule 2: a server that still changes the schema for a client that is gone is awaited")
    func busy() async throws {
        let (step, performer) = (world.step(), try world.performer())
        world.base.withLock { $0.busy = 2 }
        _ = try await performer.prepare(step, in: stage.situation(world.plan([step])))
        #expect(world.base.withLock { $0.busy } == 0)
        #expect("\(stage.leash.told)".contains("still being changed"))
    }

    @Test("Rule 23: half of a failed migration is told by the fingerprint, under an unchanged revision")
    func half() async throws {
        let (step, performer) = (world.step(), try world.performer())
        world.base.withLock {
            $0.up = { base in
                base.tables["public.orders"] = "half"
                return 1
            }
        }
        let plan = world.plan([step])
        let before = try await performer.prepare(step, in: stage.situation(plan))
        let failure = await #expect(throws: MigrateFailure.self) {
            try await performer.perform(step, in: stage.situation(plan, before: before))
        }
        #expect(
            failure?.diagnostic.what
                == "the migration ended with exit code 1, and half of it stands: table public.orders is new")
        #expect(failure?.diagnostic.why?.contains("said") == true)
    }

    @Test("An expansion whose SQL takes something away is refused before it runs")
    func expansion() async throws {
        let performer = try world.performer()
        let step = world.step { $0.phase = located(.expand) }
        world.base.withLock { $0.preview = "alter table users drop column name;" }
        let rules: @Sendable (inout Migrations) -> Void = { $0.preview = .program([text("preview")]) }
        await #expect(throws: MigrateFailure.self) {
            try await performer.prepare(step, in: stage.situation(world.plan([step], rules: rules)))
        }
        let agreed = world.plan([step]) {
            rules(&$0)
            $0.compatible = located(true)
        }
        _ = try await performer.prepare(step, in: stage.situation(agreed))
        #expect("\(stage.leash.told)".contains("schema.destroys") && world.ran == [])
    }

    @Test("A contraction runs its own command, and is remembered as one")
    func contraction() async throws {
        let performer = try world.performer()
        let step = world.step { $0.phase = located(.contract) }
        let plan = world.plan([step]) { $0.contract = .program([text("shrink")]) }
        let before = try await performer.prepare(step, in: stage.situation(plan))
        let after = try await performer.perform(step, in: stage.situation(plan, before: before))
        #expect(world.ran == ["shrink in sha256:1"])
        #expect(try after.record(as: MigrationRecord.self, of: "migrate")?.isContracted == true)
    }

    @Test("A revision that is no plain word never reaches a command line")
    func injection() async throws {
        let (step, performer) = (world.step(), try world.performer())
        world.base.withLock { $0.revision = "r1; rm -rf /" }
        await #expect(throws: MigrateFailure.self) {
            try await performer.prepare(step, in: stage.situation(world.plan([step])))
        }
    }

    @Test("Tidying removes what every attempt left")
    func tidying() async throws {
        try await world.performer().tidyUp(world.step(), in: stage.situation(world.plan([world.step()])))
        let removed = stage.oneOffs.now.removed
        #expect(removed.contains(Self.name) && removed.contains("belay-k3f9x2ab.3.3.undo"))
        #expect(removed.contains("belay-k3f9x2ab.3.2.now"))
    }
}

import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// The way back of a migration: what goes down by itself, what stays, and what asks.
struct MigrateBackTests {
    private let world = MigrationStage()
    private var stage: Stage { world.stage }
    private static let person = Requester(user: "ada", host: "deck")

    /// Goes up, and comes back as the rules and what ran meanwhile let it.
    private func back(
        _ steps: [PlannedStep], done: [String] = [], approval: Requester? = nil, anchored: Bool = true,
        rules: @Sendable (inout Migrations) -> Void = { _ in }
    ) async throws {
        let step = try #require(steps.first { $0.name == "migrate" })
        let (plan, performer) = (world.plan(steps, rules: rules), try world.performer(anchored: anchored))
        let before = try await performer.prepare(step, in: stage.situation(plan))
        var outcome: Updates.Outcome?
        do {
            outcome = .done(try await performer.perform(step, in: stage.situation(plan, before: before)))
        } catch let failure as MigrateFailure { outcome = .failed(failure.diagnostic) }
        world.base.withLock { $0.rows += 42 }
        let history = Dictionary(
            done.map { ($0, StepHistory(before: Evidence(), after: Evidence())) }
        ) { first, _ in first }
        try await performer.reverse(
            step,
            in: stage.situation(
                plan, before: before, outcome: outcome, history: history, approval: approval))
    }

    /// The question that is asked; nil, and an issue, where none is.
    private func loss(_ work: () async throws -> Void) async throws -> String? {
        do { try await work() } catch Standstill.blocked(.loss(let words, _)) { return words }
        Issue.record("nobody was asked")
        return nil
    }

    private var stands: Bool { world.base.withLock { $0.tables["public.orders"] != nil } }

    @Test("Rule 21: where old code can live with it, the expanded schema stays, and says so")
    func compatible() async throws {
        let steps = [world.step(), world.roll()]
        try await back(steps, done: ["roll"]) { $0.compatible = located(true) }
        #expect(stands && world.ran == ["up in sha256:1"])
        #expect("\(stage.leash.told)".contains("the expanded schema stays"))
    }

    @Test("Rule 21: down by itself if no new code ran, in the image that ran up")
    func noNewCode() async throws {
        try await back([world.step(), world.roll()])
        #expect(!stands && world.ran == ["up in sha256:1", "down r1 in sha256:1"])
    }

    @Test("Rule 21: once new code ran, down asks, and says what would be lost in minutes and rows")
    func asks() async throws {
        let steps = [world.step(), world.roll()]
        let words = try await loss { try await back(steps, done: ["roll"]) }
        #expect(
            words?.contains("about 42 rows") == true && words?.contains("0 minutes") == true, "\(words ?? "")"
        )
        #expect(stands && world.ran == ["up in sha256:1"])
    }

    @Test("Rule 21: down goes on once a person agreed")
    func agreed() async throws {
        try await back([world.step(), world.roll()], done: ["roll"], approval: Self.person)
        #expect(!stands)
    }

    @Test("Rule 21: what loses nothing goes down by itself")
    func lossless() async throws {
        try await back([world.step(), world.roll()], done: ["roll"]) { $0.downIsLossless = true }
        #expect(!stands)
    }

    @Test("Rule 21: a contraction is never kept for old code")
    func contraction() async throws {
        world.base.withLock { $0.down = $0.up }
        let words = try await loss {
            try await back([world.step { $0.phase = located(.contract) }, world.roll()], done: ["roll"]) {
                $0.contract = .program([text("shrink")])
                $0.compatible = located(true)
            }
        }
        #expect(words != nil && stands)
    }

    @Test("Rule 22: a restore never runs unattended while anybody could write")
    func restoreAsks() async throws {
        let backup = stage.step(.backup(BackupAction()), id: "2", name: "backup")
        let words = try await loss {
            try await back([backup, world.step(), world.roll()], done: ["backup", "roll"]) { $0.down = nil }
        }
        #expect(words?.contains("goes back to backup-1") == true && words?.contains("9 minutes") == true)
        #expect(words?.contains("42 rows") == true && world.anchor.now.restored.isEmpty)
    }

    @Test("Rule 22: it does where every writer was stopped from before the backup until now")
    func restoreUnattended() async throws {
        let base = world.base
        world.anchor.play { $0.restore = { base.withLock { base in _ = base.down(&base) } } }
        let stop = world.roll(.stop, id: "1", name: "stop")
        let backup = stage.step(.backup(BackupAction()), id: "2", name: "backup")
        try await back([stop, backup, world.step(), world.roll(.recreate)], done: ["stop", "backup"]) {
            $0.down = nil
        }
        #expect(world.anchor.now.restored == [["main"]] && !stands)
    }

    @Test("Rule 22: not where the new release ran meanwhile, though it was stopped again")
    func restoreAfterNewCode() async throws {
        let stop = world.roll(.stop, id: "1", name: "stop")
        let backup = stage.step(.backup(BackupAction()), id: "2", name: "backup")
        _ = try await loss {
            try await back(
                [stop, backup, world.step(), world.roll(.recreate)], done: ["stop", "backup", "roll"]
            ) { $0.down = nil }
        }
        #expect(world.anchor.now.restored.isEmpty)
    }

    @Test("Rule 23: a failure that left nothing is undone already")
    func nothingLeft() async throws {
        world.base.withLock { $0.up = { _ in 1 } }
        try await back([world.step()])
        #expect(world.ran == ["up in sha256:1"])
    }

    @Test("Rule 23: half a migration under an unchanged revision is no way down, and never counts as undone")
    func half() async throws {
        world.base.withLock {
            $0.up = { base in
                base.tables["public.orders"] = "half"
                return 1
            }
        }
        let compatible: @Sendable (inout Migrations) -> Void = { $0.compatible = located(true) }
        let words = try await loss { try await back([world.step()], rules: compatible) }
        #expect(words?.contains("table public.orders is new") == true)
    }

    @Test("Rule 23: where half of it stands and no backup can be read, a person is called")
    func halfWithoutBackup() async throws {
        world.base.withLock {
            $0.up = { base in
                base.tables["public.orders"] = "half"
                return 1
            }
        }
        let failure = await #expect(throws: MigrateFailure.self) {
            try await back([world.step()], anchored: false)
        }
        #expect(failure?.diagnostic.code == "migrate.not-back")
    }

    @Test("Rule 23: down that leaves anything is no way back")
    func incomplete() async throws {
        world.base.withLock {
            $0.down = { base in
                base.revision = "r1"
                return 0
            }
        }
        let failure = await #expect(throws: MigrateFailure.self) { try await back([world.step()]) }
        #expect(failure?.diagnostic.what == "the schema is not what it was: table public.orders is new")
    }

    @Test("Rule 21: a rollback goes down in the image that ran up, long after it is out of use")
    func descent() async throws {
        let schema = SchemaRecord(
            revision: "r2", fingerprint: nil, blueprint: StagePlatform.blueprint("web", image: "sha256:9"),
            checkout: nil, isContracted: false)
        world.base.withLock { base in _ = base.up(&base) }
        let step = world.step {
            $0.descent = MigrateAction.Descent(from: schema, to: "r1", fingerprint: nil)
        }
        let (plan, performer) = (world.plan([step]), try world.performer())
        let before = try await performer.prepare(step, in: stage.situation(plan))
        #expect(before.facts["revision"] == "r2")
        _ = try await performer.perform(step, in: stage.situation(plan, before: before))
        #expect(world.ran == ["down r1 in sha256:9"] && !stands)
    }
}

import Basis
import Ports
import Testing
import Updates

@testable import Commands

/// A maintenance window, held against steps whose turn comes (rule 34).
struct WindowKeeperTests {
    /// Sunday 29 November 2026, 03:00 in Greenwich.
    private let sunday: Int64 = 1_795_921_200_000
    private let day: Int64 = 86_400_000
    private let span = Span(
        file: "belay.yml", start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))

    @Test("rule 34: nothing irreversible begins outside the window, unless a person agrees")
    func nothingIrreversibleBeginsOutside() async throws {
        #expect(try await comesThrough(.irreversible, at: sunday))
        #expect(try await comesThrough(.reversible, at: sunday + day))
        #expect(try await comesThrough(.irreversible, at: sunday + day, agreed: true))
        await #expect(
            throws: Standstill.blocked(
                .window(opens: "2026-12-06T02:00:00Z (Sun 02:00-05:00 Europe/London)"))
        ) { try await comesThrough(.irreversible, at: sunday + day) }
    }

    @Test("rule 34: a window never keeps a run from going back")
    func theWayBackIsNeverGated() async throws {
        let (step, situation) = try turn(.irreversible, at: sunday + day, agreed: false)
        let witness = Witness()
        let keeper = WindowKeeper(performer: witness)
        try await keeper.reverse(step, in: situation)
        _ = try await keeper.settle(step, in: situation)
        _ = try await keeper.observe(step, in: situation)
        try await keeper.tidyUp(step, in: situation)
        _ = try await keeper.prepare(step, in: situation)
        #expect(witness.seen.withLock { $0 } == ["reverse", "settle", "observe", "tidyUp", "prepare"])
    }

    @Test func aZoneThatTheMachineLacksIsNamed() throws {
        var environment = Environment(at: span)
        environment.window = Located(
            try #require(MaintenanceWindow("Sun 02:00-05:00 Middle/Earth")), at: span)
        let failure = #expect(throws: Failure.self) { _ = try OpenWindow(of: environment) }
        #expect(failure?.problems.first?.code == "command.unknown-zone" && failure?.exit == .wrongInput)
    }

    private func comesThrough(_ nature: Nature, at moment: Int64, agreed: Bool = false) async throws -> Bool {
        let (step, situation) = try turn(nature, at: moment, agreed: agreed)
        let witness = Witness()
        _ = try await WindowKeeper(performer: witness).perform(step, in: situation)
        return witness.seen.withLock { $0 } == ["perform"]
    }

    private func turn(_ nature: Nature, at moment: Int64, agreed: Bool) throws -> (PlannedStep, Situation) {
        var environment = Environment(at: span)
        environment.window = Located(
            try #require(MaintenanceWindow("Sun 02:00-05:00 Europe/London")), at: span)
        let world = World(
            identity: TargetIdentity(kind: "docker", id: "A", name: "local"), services: [], release: nil,
            openRun: nil)
        let plan = Plan(
            purpose: .other, playbook: "try", environmentName: "test",
            manifest: Manifest(app: Located("shop", at: span)), environment: environment,
            project: "/srv", world: world, stages: [], always: [])
        let run = CommandAction(.program([]), at: .local)
        let step = PlannedStep(id: StepID("1"), name: "try", action: .command(run), nature: nature)
        let person = agreed ? Requester(user: "ada", host: "deck") : nil
        let situation = Situation(
            run: try #require(RunID("run1")), epoch: Epoch(1), plan: plan, attempt: 1, before: nil,
            outcome: nil, history: [:], runOutcome: "advancing", now: moment, approval: person,
            deadline: .after(.seconds(5)), leash: Loose())
        return (step, situation)
    }
}

private struct Loose: Leash {
    func permit(_ act: String, lasting bound: Duration) async throws {}
    func tell(_ progress: Progress) {}
}

/// Notes what it is asked to do.
private final class Witness: Performer {
    let seen = Guarded<[String]>([])

    private func note(_ what: String) { seen.withLock { $0.append(what) } }

    func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        note("prepare")
        return Evidence()
    }

    func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        note("perform")
        return Evidence()
    }

    func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        note("observe")
        return .absent
    }

    func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        note("settle")
        return .absent
    }

    func reverse(_ step: PlannedStep, in situation: Situation) async throws { note("reverse") }

    func tidyUp(_ step: PlannedStep, in situation: Situation) async throws { note("tidyUp") }
}

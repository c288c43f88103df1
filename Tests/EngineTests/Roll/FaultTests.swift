import Basis
import HTTP
import Load
import Ports
import Steps
import Testing
import Traffic
import Updates

@testable import Docker

/// What happens to an engine in the middle of a roll, under load: the old release or the new one serves, and
/// nothing is lost.
@Suite(.serialized) struct FaultTests {
    /// Stops whoever asks after so many acts, as a person would who wants the run back.
    private final class ShortLeash: Leash {
        private let left: Guarded<Int>

        init(_ acts: Int) { left = Guarded(acts) }

        func permit(_ act: String, lasting bound: Duration) async throws {
            let isOver = left.withLock { left in
                left -= 1
                return left < 0
            }
            if isOver { throw Standstill.interrupted }
        }

        func tell(_ progress: Progress) {}
    }

    /// A roll to the next release under load, with something in the midst of it, and then the way back.
    private func backAgain(
        after acts: Int = 24, _ deed: (StagedRoll, Stage) async throws -> Void
    ) async throws {
        try await Stage.with { stage in
            let roll = try await StagedRoll(on: stage)
            let runs = try [roll.load(.kept), roll.load(.fresh)]
            let performer = roll.performer(to: "v2")
            let before = try await performer.prepare(roll.step, in: try roll.situation(before: nil))
            await #expect(throws: Standstill.interrupted) {
                try await performer.perform(
                    roll.step, in: try roll.situation(before: before, leash: ShortLeash(acts)))
            }
            try await deed(roll, stage)
            let back = try roll.situation(before: before, epoch: 2)
            try await roll.performer(to: "v2").reverse(roll.step, in: back)
            try await roll.performer(to: "v2").tidyUp(roll.step, in: back)
            try await expect(roll, "v1", runs)
        }
    }

    private func expect(_ roll: StagedRoll, _ release: String, _ runs: [LoadRun]) async throws {
        for run in runs { run.stop() }
        for run in runs {
            let report = await run.report()
            #expect(report.failed == 0 && report.requests > 0, "\(report.text)")
        }
        let after = try await roll.shop.replicas.list(["web"])
        let image = try await roll.shop.site.engine.image("belay/app:\(release)", by: .after(.seconds(30))).id
        #expect(after.map(\.slot).sorted() == [1, 2, 3, 4])
        #expect(after.allSatisfy { $0.isRunning && $0.image == image })
        let routes = try await roll.board.routes(for: "web")
        #expect(routes.count == 4 && routes.allSatisfy { $0.state == .admitted && $0.weight == 10 })
    }

    @Test(
        "Rule 14: a prune in mid-roll takes every parked container, and the way back makes them anew"
    )
    func prune() async throws {
        try await backAgain { roll, stage in
            let parked = try await roll.shop.replicas.list(["web"]).filter { !$0.isRunning }
            #expect(!parked.isEmpty)
            // As `docker system prune -f` does it; on an engine that is shared, of this project alone.
            let filters =
                "%7B%22label%22%3A%7B%22com.docker.compose.project%3D\(roll.shop.name)%22%3Atrue%7D%7D"
            for kind in ["containers", "networks", "volumes"] {
                try await stage.engine.call(.post, "/\(kind)/prune?filters=\(filters)")
            }
            let left = try await roll.shop.replicas.list(["web"])
            #expect(left.allSatisfy { $0.isRunning })
        }
    }

    @Test("Rule 14: one that somebody removed by hand is made anew as well")
    func removed() async throws {
        try await backAgain { roll, stage in
            let parked = try #require(
                try await roll.shop.replicas.list(["web"]).first { !$0.isRunning })
            try await stage.engine.call(.delete, "/containers/\(parked.id)")
        }
    }

    @Test("Rule 11: an engine that dies in the midst of a roll is waited for, and the roll goes on")
    func restart() async throws {
        try await Stage.with { stage in
            let roll = try await StagedRoll(on: stage)
            let runs = try [roll.load(.kept), roll.load(.fresh)]
            let before = try await roll.performer(to: "v2").prepare(
                roll.step, in: try roll.situation(before: nil))
            async let rolled: Void = roll.goOnUntilDone(before: before)
            try await Task.sleep(for: .seconds(2))
            _ = try await RealEngine.script("engine", "kill")
            try await Task.sleep(for: .milliseconds(500))
            _ = try await RealEngine.script("engine", "start")
            try await rolled
            try await expect(roll, "v2", runs)
        }
    }

    @Test("A name that somebody took in the midst of a roll is a diagnostic, and the old release serves")
    func nameTaken() async throws {
        try await Stage.with { stage in
            let roll = try await StagedRoll(on: stage)
            let runs = try [roll.load(.kept), roll.load(.fresh)]
            let performer = roll.performer(to: "v2")
            let before = try await performer.prepare(roll.step, in: try roll.situation(before: nil))
            let situation = try roll.situation(before: before)
            let name = "\(roll.shop.name)-web-1-run1.1.1"
            try await stage.engine.call(
                .post, "/containers/create?name=\(name)", ["Image": "belay/shell:test"])
            let failure = await #expect(throws: DockerFailure.self) {
                try await performer.perform(roll.step, in: situation)
            }
            #expect(failure?.diagnostic.remedy.isEmpty == false)
            try await performer.reverse(roll.step, in: situation)
            try await performer.tidyUp(roll.step, in: situation)
            try await expect(roll, "v1", runs)
            try await stage.engine.call(.delete, "/containers/\(name)")
        }
    }
}

extension StagedRoll {
    /// As the driver does it: an act that fails is tried again, under another claim.
    func goOnUntilDone(before: Evidence) async throws {
        for epoch in 2...8 {
            let situation = try situation(before: before, epoch: epoch)
            let performer = performer(to: "v2")
            do {
                _ = try await performer.perform(step, in: situation)
                return try await performer.tidyUp(step, in: situation)
            } catch is DockerFailure {
                try await Task.sleep(for: .seconds(1))
            }
        }
        throw Complaint("the roll never came to its end")
    }
}

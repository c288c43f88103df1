import Basis
import HTTP
import Load
import Ports
import Steps
import Traffic
import Testing
import Updates

@testable import Docker

/// Rolls on a real engine, behind a real switch, under load.
@Suite(.serialized) struct RealRollTests {
    /// The same start, probe, stop and remove by a bare loop, one at a time.
    private func floor(_ stage: Stage) async throws -> Duration {
        let engine = try await stage.client()
        let began = ContinuousClock.now
        for number in 1...4 {
            let name = "\(stage.prefix)-bare-\(number)"
            stage.willRemove(name)
            _ = try await engine.create(
                name, ["Image": "belay/app:v2", "Env": .list(["READY_AFTER=0.5"])], by: stage.soon)
            try await engine.start(name, by: stage.soon)
            let address = try await stage.address(of: name)
            let client = HTTPClient(HTTPSettings(.http(host: address, port: 8080)))
            while true {
                let answer = try? await client.send(
                    HTTPRequest(.get, "/health"), deadline: .after(.seconds(2)))
                if answer?.status == 200 { break }
                try await Task.sleep(for: .milliseconds(1))
            }
            // A connection kept open would hold up the application's end.
            client.close()
            try await engine.stop(name, grace: .seconds(10), by: stage.soon)
            try await engine.remove(container: name, by: stage.soon)
        }
        return began.duration(to: .now)
    }

    @Test(arguments: [(LoadPlan.Connections.kept, 1), (.fresh, 1), (.kept, 4)])
    func fourReplicasGoToTheNextReleaseAndNothingIsLost(
        connections: LoadPlan.Connections, parallelism: Int
    ) async throws {
        try await Stage.with { stage in
            var roll = try await StagedRoll(on: stage)
            roll.action.parallelism = Located(parallelism, at: StagedRoll.span)
            let floor = try await floor(stage)
            let run = try roll.load(connections)
            try await Task.sleep(for: .seconds(1))
            let engine = roll.shop.site.engine
            let calls = engine.callCount
            let performer = roll.performer(to: "v2")
            let began = ContinuousClock.now
            let before = try await performer.prepare(roll.step, in: try roll.situation(before: nil))
            let situation = try roll.situation(before: before)
            let evidence = try await performer.perform(roll.step, in: situation)
            try await performer.tidyUp(roll.step, in: situation)
            let wall = began.duration(to: .now)
            let count = engine.callCount - calls
            try await Task.sleep(for: .seconds(1))
            run.stop()
            let report = await run.report()
            // On a quiet machine it is about the floor at one at a time, and well below it at four.
            #expect(wall < floor * 2, "\(wall), the bare loop \(floor)")
            #expect(report.failed == 0 && report.requests > 300, "\(report.text)")
            #expect(report.versions["v1"] != nil && report.versions["v2"] != nil, "\(report.text)")
            #expect(evidence.facts["cut"] == "0" && count <= 60, "\(count) calls")
            let after = try await roll.shop.replicas.list(["web"])
            #expect(after.map(\.name).sorted() == (1...4).map { "\(roll.shop.name)-web-\($0)" })
            #expect(after.allSatisfy { $0.isRunning && $0.release == "v2" })
            let routes = try await roll.board.routes(for: "web")
            #expect(routes.count == 4 && routes.allSatisfy { $0.state == .admitted && $0.weight == 10 })
        }
    }

    @Test(arguments: [
        ("v3 CRASH_AT_START=3", Duration.zero, Duration.seconds(60), Duration.seconds(5)),
        ("v3 CRASH_AFTER=5", .seconds(6), .seconds(60), .seconds(12)),
        ("v3 UNHEALTHY=1", .zero, .seconds(4), .seconds(10)),
    ])
    func aBrokenReleaseIsTakenBackAndNothingIsLost(
        release: String, monitor: Duration, within: Duration, bound: Duration
    ) async throws {
        try await Stage.with { stage in
            var roll = try await StagedRoll(on: stage)
            roll.action.monitor = Located(monitor, at: StagedRoll.span)
            let run = try roll.load(.kept)
            try await Task.sleep(for: .milliseconds(500))
            let performer = roll.performer(to: release)
            let before = try await performer.prepare(roll.step, in: try roll.situation(before: nil))
            let situation = try roll.situation(before: before, within: within)
            let ids = Set(try await roll.shop.replicas.list(["web"]).map(\.id))
            let began = ContinuousClock.now
            let failure = await #expect(throws: RollFailure.self) {
                try await performer.perform(roll.step, in: situation)
            }
            let detected = began.duration(to: .now)
            try await performer.reverse(roll.step, in: situation)
            try await performer.tidyUp(roll.step, in: situation)
            run.stop()
            let report = await run.report()
            #expect(report.failed == 0 && Set(report.versions.keys) == ["v1"], "\(report.text)")
            let after = try await roll.shop.replicas.list(["web"])
            #expect(Set(after.map(\.id)) == ids && after.allSatisfy(\.isRunning))
            #expect(detected < bound, "\(detected)")
            #expect(failure?.diagnostic.why?.contains("testapp") == true)
        }
    }
}

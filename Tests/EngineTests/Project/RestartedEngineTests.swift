import Basis
import Ports
import Testing
import Updates

@testable import Docker

/// The engine dies and comes back while something is waited for.
///
/// An engine that is not ours is never killed: there these tests wait for the same things without a crash.
struct RestartedEngineTests {
    private static let text = """
        services: {job: {image: 'belay/shell:test'}, web: {image: 'belay/shell:test', command: sleep 600}}
        """

    private func restart() async throws {
        _ = try await RealEngine.script("engine", "kill")
        _ = try await RealEngine.script("engine", "start")
    }

    @Test func workThatOutlivesTheEngineIsWaitedForToItsEnd() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in RestartedEngineTests.text }
            try await shop.platform.lay(shop.tree("v1"), in: .staged())
            let blueprints = try await shop.platform.blueprints(of: ["job"], in: shop.tree("v1"))
            let work = OneOff(
                name: "\(shop.name)-job-once", blueprint: try #require(blueprints.first),
                command: ["sh", "-c", "sleep 4; echo done; exit 5"], variables: [:])
            try await shop.oneOffs.start(work, in: .staged())
            async let result = shop.oneOffs.wait(for: work.name, deadline: stage.soon)
            try await restart()
            #expect(try await result == CommandResult(exitCode: 5, output: "done\n", errors: ""))
        }
    }

    @Test func whoFollowsContainersIsToldHowTheyStandAfterwards() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in RestartedEngineTests.text }
            let up = try await shop.up(shop.tree("v1"), services: ["web"])
            var changes = try await shop.replicas.changes().makeAsyncIterator()
            guard case .listed(let first) = await changes.next() else { throw Complaint("no list at first") }
            #expect(first.map(\.id) == up.map(\.id))
            try await restart()
            try await shop.site.engine.kill(up[0].name, by: stage.soon)
            var isOver = false
            while !isOver {
                switch try #require(await changes.next()) {
                case .ended(let id, _): isOver = id == up[0].id
                case .listed(let all): isOver = all.contains { $0.state == .exited(code: 137) }
                default: continue
                }
            }
            #expect(isOver)
        }
    }
}

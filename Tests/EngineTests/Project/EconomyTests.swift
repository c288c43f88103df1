import Basis
import Ports
import Testing
import Updates

@testable import Docker

/// What a project costs its engine.
struct EconomyTests {
    private static let text = """
        services:
          web:
            image: belay/app:VERSION
            restart: always
            deploy: {replicas: 4}
          db: {image: 'belay/shell:test', command: sleep 600, init: true, volumes: [data:/d]}
        volumes: {data: }
        """

    private func shop(_ stage: Stage) async throws -> StagedProject {
        try await StagedProject.on(stage) { tree in
            EconomyTests.text.replacing("VERSION", with: tree.release.version)
        }
    }

    @Test func aRollOfFourTakesAtMostSixtyCalls() async throws {
        try await Stage.with { stage in
            let shop = try await shop(stage)
            try await shop.up(shop.tree("v1"), services: ["web", "db"])
            let (engine, before) = (shop.site.engine, shop.site.engine.callCount)
            _ = try await shop.platform.world()
            _ = try await shop.platform.desired(shop.tree("v2"))
            try await shop.platform.lay(shop.tree("v2"), in: .staged())
            _ = try await shop.platform.standing(of: ["web"])
            let blueprint = try #require(
                try await shop.platform.blueprints(of: ["web"], in: shop.tree("v2")).first)
            // As another process would, that knows nothing of who made them.
            let replicas = DockerReplicas(shop.site)
            for old in try await replicas.list(["web"]) {
                let name = try shop.replica("web", old.slot, run: "run2")
                let made = try await replicas.create(blueprint, as: name)
                _ = try await replicas.start(made.name)
                try await replicas.publish(made.name)
                try await replicas.setRestart(.declared, of: made.name)
                #expect(try await replicas.list(["web"]).count >= 4)
                try await replicas.withdraw(old.name)
                try await replicas.setRestart(.no, of: old.name)
                try await replicas.stop(old.name, grace: .seconds(1))
            }
            for old in try await replicas.list(["web"]) where !old.isRunning {
                try await replicas.remove(old.name)
            }
            let count = engine.callCount - before
            #expect(count <= 60, "\(count) calls")
            let new = try await replicas.list(["web"])
            #expect(new.map(\.isRunning) == [true, true, true, true])
            #expect(Set(new.map(\.image)) == [blueprint.image])
        }
    }

    @Test func toFindThatNothingIsToBeDoneTakesFewCallsAndLittleTime() async throws {
        try await Stage.with { stage in
            let shop = try await shop(stage)
            try await shop.up(shop.tree("v1"), services: ["web", "db"])
            let before = shop.site.engine.callCount
            var best = Duration.seconds(60)
            for _ in 0..<5 {
                let began = ContinuousClock.now
                let world = try await DockerPlatform(shop.site).world()
                let desired = try await shop.platform.desired(shop.tree("v1"))
                best = min(best, began.duration(to: .now))
                #expect(Set(world.services.map(\.configuration)) == Set(desired.map(\.configuration)))
            }
            let calls = (shop.site.engine.callCount - before) / 5
            #expect(calls <= 5 && best < .milliseconds(150), "\(calls) calls in \(best)")
        }
    }
}

import Basis
import Ports
import Testing
import Updates

@testable import Docker

/// A project comes up in its order, and stays as it is where it is right.
struct ConvergenceTests {
    private static func text(_ version: String) -> String {
        """
        services:
          web:
            image: belay/app:v1
            environment: {VERSION: \(version)}
            deploy: {replicas: \(version == "v2" ? 1 : 2)}
            depends_on:
              db: {condition: service_healthy}
              job: {condition: service_completed_successfully}
          job:
            image: belay/shell:test
            command: sh -c "exit \(version == "broken" ? 7 : 0)"
            depends_on: [db]
          db:
            image: belay/shell:test
            command: sleep 600
            init: true
            volumes: [data:/data]
            healthcheck: {test: [CMD, "true"], interval: 1s, retries: 2}
        volumes: {data: }
        """
    }

    @Test func aProjectComesUpOnceAndChangesOnlyWhereItDiffers() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { ConvergenceTests.text($0.release.version) }
            let wanted = try await shop.platform.desired(shop.tree("v1"))
            #expect(wanted.map(\.service) == ["db", "job", "web"], "a roll takes them in this order")
            let convergence = DockerConvergence(shop.platform, shop.replicas)
            try await convergence.bringUp(shop.tree("v1"), in: .staged())
            let first = try await shop.replicas.list(["web", "job", "db"])
            #expect(first.map(\.service) == ["db", "job", "web", "web"])
            #expect(first.map(\.isRunning) == [true, false, true, true])
            let leash = LooseLeash()
            try await convergence.bringUp(shop.tree("v1"), in: .staged(leash, run: "run2"))
            #expect(leash.acts.withLock { $0 } == [])
            #expect(try await shop.replicas.list(["web", "job", "db"]).map(\.id) == first.map(\.id))
            try await convergence.bringUp(shop.tree("v2"), in: .staged(run: "run3"))
            let third = try await shop.replicas.list(["web", "job", "db"])
            #expect(third.map(\.service) == ["db", "job", "web"])
            #expect(third.prefix(2).map(\.id) == first.prefix(2).map(\.id) && third[2].id != first[2].id)
            #expect(try await shop.platform.world().services.map(\.replicas) == [1, 0, 1])
        }
    }

    @Test func whatWaitsForAFailureSaysFor() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { ConvergenceTests.text($0.release.version) }
            let failed = try await failure {
                try await DockerConvergence(shop.platform, shop.replicas)
                    .bringUp(shop.tree("broken"), in: .staged())
            }
            #expect(failed?.place == "service job" && failed?.why.contains("exit code 7") == true)
            #expect(try await shop.replicas.list(["web"]) == [])
        }
    }

    @Test func composeSeesWhatWeMade() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in
                "services: {web: {image: 'belay/app:v1', deploy: {replicas: 2}}}"
            }
            try await DockerConvergence(shop.platform, shop.replicas).bringUp(shop.tree("v1"), in: .staged())
            let format =
                #"{{.Label "com.docker.compose.service"}} {{.Label "com.docker.compose.container-number"}}"#
            let filters = [
                "label=com.docker.compose.project=\(shop.name)", "label=com.docker.compose.config-hash",
                "label=com.docker.compose.oneoff=False",
            ].flatMap { ["--filter", $0] }
            let seen = try await RealEngine.run(
                "docker", ["--host", stage.engine.host, "ps", "--format", format] + filters)
            #expect(seen.split(separator: "\n").sorted() == ["web 1", "web 2"])
        }
    }
}

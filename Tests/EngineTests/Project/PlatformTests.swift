import Basis
import Ports
import Testing
import Updates

@testable import Docker

/// What a release wants, against what runs.
struct PlatformTests {
    private static func shop(_ more: String = "", image: String = "belay/app:v1") -> String {
        """
        services:
          web:
            image: \(image)
            environment: {PASSWORD: hush, MODE: plain}
            \(more)
          db:
            image: belay/shell:test
            command: sleep 600
            stop_grace_period: 1s
            volumes: [data:/data]
            healthcheck: {test: [CMD, "true"], interval: 1s}
        volumes: {data: {labels: {keep: me}}}
        networks: {default: {labels: {own: net}}}
        """
    }

    @Test func whatRunsIsWhatTheReleaseWantsUntilSomethingChanges() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { tree in
                switch tree.release.version {
                case "v2": PlatformTests.shop(image: "belay/app:v2")
                case "v3": PlatformTests.shop("labels: {a: b}")
                case "v4": PlatformTests.shop().replacing("hush", with: "other")
                default: PlatformTests.shop()
                }
            }
            try await shop.up(shop.tree("v1"), services: ["web", "db"])
            let world = try await shop.platform.world()
            #expect(world.identity.kind == "docker" && !world.identity.id.isEmpty)
            #expect(world.services.map(\.service) == ["db", "web"] && world.openRun == nil)
            let desired = { (version: String) in
                try await shop.platform.desired(shop.tree(version)).sorted { $0.service < $1.service }
            }
            let (same, image, label, secret) = (
                try await desired("v1"), try await desired("v2"), try await desired("v3"),
                try await desired("v4")
            )
            #expect(same.map(\.configuration) == world.services.map(\.configuration))
            #expect(same.map(\.digest) == world.services.map(\.digest))
            #expect(same.map(\.variables) == world.services.map(\.variables))
            #expect(same.map(\.image) == world.services.map(\.image))
            #expect(same.map(\.replicas) == world.services.map(\.replicas))
            #expect(image[1].configuration == same[1].configuration && image[1].digest != same[1].digest)
            #expect(label[1].configuration != same[1].configuration && label[1].digest == same[1].digest)
            #expect(secret[1].configuration != same[1].configuration)
            #expect(secret[1].variables["MODE"] == same[1].variables["MODE"])
            #expect(secret[1].variables["PASSWORD"] != same[1].variables["PASSWORD"])
            #expect(label[0] == same[0])
        }
    }

    @Test func layingTwiceDoesNothingTheSecondTime() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in PlatformTests.shop() }
            let (first, second) = (LooseLeash(), LooseLeash())
            try await shop.platform.lay(shop.tree("v1"), in: .staged(first))
            try await shop.platform.lay(shop.tree("v1"), in: .staged(second))
            let name = shop.name
            #expect(
                first.acts.withLock { $0.sorted() } == [
                    "make the network \(name)_belay_web", "make the network \(name)_default",
                    "make the volume \(name)_data",
                ])
            #expect(second.acts.withLock { $0 } == [])
            let network = try await shop.site.engine.networks(named: ["\(name)_default"], by: stage.soon)
            #expect(network.first?.labels["own"] == "net")
            let volume = try await shop.site.engine.volume("\(name)_data", by: stage.soon)
            #expect(volume.labels["keep"] == "me" && volume.labels[ProjectLabels.project] == name)
        }
    }

    @Test(arguments: [
        ("networks: {default: {name: nowhere-net, external: true}}", "docker.no-network"),
        ("volumes: {data: {name: nowhere-vol, external: true}}", "docker.no-volume"),
    ])
    func whatIsExternalMustBeThere(_ rest: String, _ code: String) async throws {
        let text = "services: {web: {image: 'belay/app:v1', volumes: [data:/d]}}\n\(rest)\n"
        try await Stage.with { stage in
            let whole = rest.hasPrefix("volumes") ? text : text + "volumes: {data: }\n"
            let shop = try await StagedProject.on(stage) { _ in whole }
            let missing = try await failure {
                try await shop.platform.lay(shop.tree("v1"), in: .staged())
            }
            #expect(missing?.code.rawValue == code)
        }
    }

    @Test func aContainerOfAnybodyIsMadeAgainFromWhatItIs() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in PlatformTests.shop() }
            try await shop.platform.lay(shop.tree("v1"), in: .staged())
            let engine = shop.site.engine
            let name = "\(stage.prefix)-web-1"
            let labels: [String: EngineValue] = [
                ProjectLabels.project: .text(shop.name), ProjectLabels.service: "web",
                ProjectLabels.oneOff: "False", ProjectLabels.number: "1", "own": "label",
            ]
            var body = stage.shell("sh", "-c", "sleep 600", labels: labels)
            body["Env"] = ["WORD=given"]
            body["HostConfig"] = [
                "NetworkMode": .text("\(shop.name)_default"), "Memory": 33_554_432,
                "RestartPolicy": ["Name": "always"], "Binds": [.text("\(shop.name)_data:/data:ro")],
            ]
            let endpoint: EngineValue = ["Aliases": ["web", "www"]]
            body["NetworkingConfig"] = ["EndpointsConfig": .object(["\(shop.name)_default": endpoint])]
            let old = try await engine.create(name, body, by: stage.soon)
            try await engine.start(name, by: stage.soon)

            let blueprint = try #require(try await shop.platform.standing(of: ["web", "db"]).first)
            #expect(blueprint.service == "web" && blueprint.release == "adopted" && blueprint.replicas == 1)
            #expect(blueprint.exclusive == [] && blueprint.configuration == "")
            try await engine.remove(container: old, force: true, by: stage.soon)
            let again = try await shop.replicas.create(blueprint, as: shop.replica("web"))
            let replica = try await shop.replicas.start(again.name)
            let found = try #require(try await engine.found(replica.id, by: stage.soon)["HostConfig"])
            #expect(found["Memory"] == 33_554_432 && found["RestartPolicy"]?["Name"] == "no")
            try await shop.replicas.setRestart(.declared, of: replica.name)
            let details = try await engine.container(replica.name, by: stage.soon)
            #expect(details.restartPolicy == .always && details.labels["own"] == "label")
            #expect(details.endpoints["\(shop.name)_default"]?.aliases.contains("www") == true)
            #expect(details.mounts.map(\.target) == ["/data"] && details.mounts.map(\.isWritable) == [false])
            #expect(try await shop.ask(replica.name, "sh", "-c", "echo $WORD").output == "given\n")
        }
    }

    @Test func filesThatWerePutInAreFoundAgain() async throws {
        let text = """
            services:
              web:
                image: belay/app:v1
                configs: [{source: c, target: /etc/c, mode: 0400, uid: "5"}]
            configs: {c: {content: "kept\\n"}}
            """
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in text }
            try await shop.up(shop.tree("v1"), services: ["web"])
            let standing = try #require(try await shop.platform.standing(of: ["web"]).first)
            let specification = try await shop.replicas.specification(of: standing)
            let file = try #require(specification.files.first)
            #expect(file.path == "/etc/c" && file.mode == 0o400 && file.owner == 5)
            #expect(file.content == Secret("kept\n") && specification.files.count == 1)
        }
    }

    @Test func questionsToAServiceReachItsContainers() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in PlatformTests.shop() }
            let up = try await shop.up(shop.tree("v1"), services: ["web", "db"])
            let addresses = try await shop.platform.addresses(of: "web", port: nil)
            #expect(addresses.map(\.port) == [8080] && addresses.map(\.replica) == [up[0].id])
            let result = try await shop.platform.execute(
                ["sh", "-c", "cat; echo $WORD"], in: "db", variables: ["WORD": Secret("hush")],
                input: BytesInMemory(Array("in\n".utf8)), deadline: stage.soon)
            #expect(result == CommandResult(exitCode: 0, output: "in\nhush\n", errors: ""))
            try await stage.until("it logs") {
                try await shop.platform.logs(of: "web", since: .seconds(600), limit: .kibibytes(64)) != ""
            }
            let usage = try await shop.platform.usage(of: "web")
            #expect(usage.map(\.replica) == [up[0].id] && usage[0].memory.bytes > 0)
            #expect(usage[0].processors >= 0 && usage[0].restarts == 0)
            let none = try await failure {
                _ = try await shop.platform.execute(
                    ["true"], in: "nobody", variables: [:], input: nil, deadline: stage.soon)
            }
            #expect(none?.code == .notRunning)
        }
    }
}

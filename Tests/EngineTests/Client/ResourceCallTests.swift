import Basis
import Testing

@testable import Docker

/// Calls about networks, volumes and images.
struct ResourceCallTests {
    @Test func aNameAppearsAndGoesWithTheNetworkThatCarriesIt() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let network = "\(stage.prefix)-names"
            let body: EngineValue = [
                "Name": .text(network), "CheckDuplicate": true, "Labels": ["stage": .text(stage.prefix)],
            ]
            let id = try await engine.create(network: body, named: network, by: stage.soon)
            stage.atEnd { try await engine.remove(network: network, by: stage.soon) }
            let again = try await failure {
                _ = try await engine.create(network: body, named: network, by: stage.soon)
            }
            #expect(again?.code == .nameTaken)
            #expect(try await engine.networks(named: [network], by: stage.soon).map(\.id) == [id])
            #expect(try await engine.networks(named: [String(id.prefix(12))], by: stage.soon) == [])
            let labelled = try await engine.networks(labelled: ["stage=\(stage.prefix)"], by: stage.soon)
            #expect(labelled.map(\.name) == [network])

            let name = "\(stage.prefix)-asker"
            stage.willRemove(name)
            _ = try await engine.create(name, stage.shell("sleep", "600"), by: stage.soon)
            try await engine.start(name, by: stage.soon)
            try await engine.connect(name, to: network, as: ["Aliases": ["web"]], by: stage.soon)
            #expect(try await engine.network(network, by: stage.soon).containers.count == 1)
            let endpoints = try await engine.container(name, by: stage.soon).endpoints
            #expect(endpoints[network]?.aliases.contains("web") == true && endpoints["bridge"] != nil)
            let busy = try await failure { try await engine.remove(network: network, by: stage.soon) }
            #expect(busy?.code == .inUse)
            try await engine.disconnect(name, from: network, by: stage.soon)
            #expect(try await engine.network(network, by: stage.soon).containers == [])
            let absent = try await failure {
                try await engine.connect(name, to: "\(stage.prefix)-none", as: [:], by: stage.soon)
            }
            #expect(absent?.code == .noNetwork)
        }
    }

    @Test func theFirstToMakeAVolumeKeepsItsLabels() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let name = "\(stage.prefix)-lock"
            let made = try await engine.create(
                volume: name, labels: ["holder": "one", "stage": .text(stage.prefix)], by: stage.soon)
            stage.atEnd {
                _ = try? await engine.remove(volume: name, by: stage.soon)
            }
            #expect(made.labels["holder"] == "one" && !made.createdAt.isEmpty)
            let second = try await engine.create(volume: name, labels: ["holder": "two"], by: stage.soon)
            #expect(second.labels["holder"] == "one")
            let found = try await engine.volumes(labelled: ["stage=\(stage.prefix)"], by: stage.soon)
            #expect(found.map(\.name) == [name])
            try await engine.remove(volume: name, by: stage.soon)
            let gone = try await failure { _ = try await engine.volume(name, by: stage.soon) }
            #expect(gone?.code == .noVolume)
        }
    }

    @Test func anImageIsKnownByWhatItIs() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let image = try await engine.image("belay/app:v1", by: stage.soon)
            #expect(image.id.hasPrefix("sha256:") && image.tags.contains("belay/app:v1"))
            #expect(image.hasHealthcheck && image.ports == ["8080/tcp"])
            #expect(image.platform.hasPrefix("linux/"))
            let name = try #require(ImageReference("belay/kept-\(stage.prefix):v1"))
            try await engine.tag(image.id, as: name, by: stage.soon)
            #expect(try await engine.image("\(name)", by: stage.soon).id == image.id)
            #expect(try await engine.images(by: stage.soon).contains { $0.tags.contains("\(name)") })
            try await engine.remove(image: "\(name)", by: stage.soon)
            let gone = try await failure { _ = try await engine.image("\(name)", by: stage.soon) }
            #expect(gone?.code == .noImage)
        }
    }

    @Test func anImageGoesToARegistryAndComesBackByItsDigest() async throws {
        let hadRegistry = (try? await RealEngine.script("registry", "address")) != nil
        _ = try await RealEngine.script("registry", "start")
        let registry = try await RealEngine.script("registry", "address")
        try await Stage.with { stage in
            stage.atEnd { if !hadRegistry { _ = try await RealEngine.script("registry", "stop") } }
            let engine = try await stage.client()
            let name = try #require(ImageReference("\(registry)/\(stage.prefix):v1"))
            let image = try await engine.image("belay/app:v1", by: stage.soon)
            try await engine.tag(image.id, as: name, by: stage.soon)
            let seen = Guarded<[ImageProgress]>([])
            let digest = try await engine.push(name, by: stage.soon) { step in
                seen.withLock { $0.append(step) }
            }
            #expect(seen.withLock { $0.contains { $0.status == "Pushed" && $0.layer != nil } })
            try await engine.remove(image: "\(name)", by: stage.soon)
            let pinned = name.pinned(to: digest)
            let back = try await engine.pull(pinned, by: stage.soon)
            stage.atEnd { try await engine.remove(image: "\(name.name)@\(digest)", by: stage.soon) }
            #expect(back.id == image.id && back.digest(in: name.name) == digest)

            let unknown = try #require(ImageReference("\(registry)/\(stage.prefix):none"))
            let missing = try await failure { _ = try await engine.pull(unknown, by: stage.soon) }
            #expect(missing?.code == .notPulled && missing?.place == "image \(unknown)")
        }
    }
}

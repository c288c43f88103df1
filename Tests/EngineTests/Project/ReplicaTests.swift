import Basis
import Ports
import Testing
import Updates

@testable import Docker

/// The small acts of a roll, on an engine.
struct ReplicaTests {
    private static let pair = """
        services:
          web:
            image: belay/app:v1
            restart: unless-stopped
            environment: {VERSION: v1, PASSWORD: hush}
            deploy: {replicas: 2}
          asker:
            image: belay/shell:test
            command: sleep 600
            init: true
            volumes: [data:/data]
        volumes: {data: }
        """

    @Test func aReplicaLivesAsTheRollWants() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in ReplicaTests.pair }
            let tree = shop.tree("v1")
            try await shop.platform.lay(tree, in: .staged())
            let blueprint = try #require(try await shop.platform.blueprints(of: ["web"], in: tree).first)
            #expect(blueprint.replicas == 2 && blueprint.exclusive == [] && blueprint.hasHealthcheck)
            #expect(blueprint.ports == [8080] && blueprint.replacement.order == .startFirst)

            let name = try shop.replica("web")
            let text = name.text(in: shop.name)
            let made = try await shop.replicas.create(blueprint, as: name)
            #expect(made.name == text && made.state == .created && made.slot == 1 && made.run == name.run)
            #expect(made.configuration == blueprint.configuration && made.release == "v1")
            #expect(try await shop.replicas.create(blueprint, as: name).id == made.id)
            let other = try shop.replica("web", run: "run2")
            let stranger = ReplicaName(
                service: "web", slot: 1, run: other.run, epoch: Epoch(1), step: StepID("1"), attempt: 1)
            #expect(stranger.text(in: shop.name) != text)

            let started = try await shop.replicas.start(text)
            #expect(started.isRunning && started.addresses.count == 1)
            #expect(try await shop.replicas.list(["web"]).map(\.id) == [made.id])
            #expect(try await shop.site.engine.container(text, by: stage.soon).restartPolicy == .no)
            try await shop.replicas.setRestart(.declared, of: text)
            let after = try await shop.site.engine.container(text, by: stage.soon)
            #expect(after.restartPolicy == .unlessStopped)
            try await shop.replicas.setRestart(.no, of: text)
            try await shop.replicas.stop(text, grace: .seconds(5))
            #expect(try await shop.replicas.inspect(text)?.state == .exited(code: 0))
            #expect(try await shop.replicas.rename(text, to: "\(text)-2"))
            #expect(try await !shop.replicas.rename(text, to: "\(text)-3"))
            #expect(try await shop.replicas.inspect(text) == nil)
            #expect(try await shop.replicas.lastWords(of: "\(text)-2", limit: .kibibytes(4)).isEmpty == false)
            try await shop.replicas.remove("\(text)-2")
            try await shop.replicas.remove("\(text)-2")
        }
    }

    @Test func aNameOfSomebodyElseIsNeverTaken() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in ReplicaTests.pair }
            let tree = shop.tree("v1")
            try await shop.platform.lay(tree, in: .staged())
            let blueprint = try #require(try await shop.platform.blueprints(of: ["web"], in: tree).first)
            let name = try shop.replica("web")
            stage.willRemove(name.text(in: shop.name))
            _ = try await shop.site.engine.create(
                name.text(in: shop.name), stage.shell("true"), by: stage.soon)
            let taken = try await failure { _ = try await shop.replicas.create(blueprint, as: name) }
            #expect(taken?.code == .nameTaken)
        }
    }

    @Test func aNameIsResolvedOnceItIsPublishedAndNoLongerThanThat() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in ReplicaTests.pair }
            let up = try await shop.up(shop.tree("v1"), services: ["asker", "web"])
            let asker = try #require(up.first { $0.service == "asker" }).name
            let web = try #require(up.first { $0.service == "web" })
            let unknown = try await shop.ask(asker, "nslookup", "web")
            #expect(unknown.exitCode != 0, "\(unknown)")
            try await shop.replicas.publish(web.name)
            try await shop.replicas.publish(web.name)
            try await stage.until("the name leads to it") {
                try await shop.ask(asker, "wget", "-q", "-O", "-", "http://web:8080/").exitCode == 0
            }
            let named = try #require(try await shop.replicas.inspect(web.name))
            #expect(named.isPublished && named.life == web.life && named.life?.isEmpty == false)
            #expect(try await shop.replicas.list(["web"])[0].life == named.life)
            #expect(Array(named.addresses.keys) == ["\(shop.name)_default"])
            #expect(try await shop.replicas.list(["web"])[0].addresses == named.addresses)
            let endpoint = try await shop.platform.addresses(of: "web", port: nil).first {
                $0.replica == web.id
            }
            #expect(endpoint?.host == named.addresses["\(shop.name)_default"])
            try await shop.replicas.withdraw(web.name)
            try await shop.replicas.withdraw(web.name)
            #expect(try await shop.replicas.list(["web"])[0].isPublished == false)
            try await shop.replicas.stop(web.name, grace: .zero)
            #expect(try await shop.replicas.start(web.name).life != web.life)
            let gone = try await shop.ask(asker, "nslookup", "web")
            #expect(gone.exitCode != 0, "\(gone)")
        }
    }

    @Test func whatHappensToAReplicaIsTold() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in ReplicaTests.pair }
            var changes = try await shop.replicas.changes().makeAsyncIterator()
            #expect(await changes.next() == .listed([]))
            let up = try await shop.up(shop.tree("v1"), services: ["web"])
            var seen: [ReplicaChange] = []
            while seen.filter({ if case .health(_, .healthy) = $0 { true } else { false } }).count < 2 {
                seen.append(try #require(await changes.next()))
            }
            #expect(Set(up.map { .started(id: $0.id) }).isSubset(of: Set(seen)))
            try await shop.site.engine.kill(up[0].name, by: stage.soon)
            while seen.last != .ended(id: up[0].id, code: 137) {
                seen.append(try #require(await changes.next()))
            }
            #expect(try await shop.replicas.inspect(up[0].name)?.state == .exited(code: 137))
        }
    }

    @Test func volumesWithoutANamePassToWhoTakesThePlace() async throws {
        let text = "services: {db: {image: 'belay/shell:test', command: sleep 600, volumes: [/data]}}"
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in text }
            let tree = shop.tree("v1")
            let first = try await shop.up(tree, services: ["db"])[0]
            _ = try await shop.ask(first.name, "touch", "/data/kept")
            try await shop.replicas.stop(first.name, grace: .zero)
            let blueprint = try #require(try await shop.platform.blueprints(of: ["db"], in: tree).first)
            #expect(blueprint.exclusive.isEmpty == false && blueprint.replacement.order == .stopFirst)
            let second = try await shop.replicas.create(blueprint, as: shop.replica("db", run: "run2"))
            _ = try await shop.replicas.start(second.name)
            #expect(try await shop.ask(second.name, "ls", "/data").output == "kept\n")
            try await shop.replicas.remove(first.name)
            #expect(try await shop.ask(second.name, "ls", "/data").output == "kept\n")
        }
    }
}

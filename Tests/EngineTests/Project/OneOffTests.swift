import Basis
import Ports
import Testing
import Updates

@testable import Docker

/// Work that must happen once.
struct OneOffTests {
    private static let text = """
        services:
          job:
            image: belay/shell:test
            environment: {WORD: given}
            configs: [{source: conf, target: /etc/conf, mode: 0400, uid: "7"}]
            ports: ["28911:80"]
        configs: {conf: {content: "written\\n"}}
        """

    private func work(_ shop: StagedProject, _ words: String...) async throws -> OneOff {
        let blueprints = try await shop.platform.blueprints(of: ["job"], in: shop.tree("v1"))
        return OneOff(
            name: "\(shop.name)-job-once", blueprint: try #require(blueprints.first), command: words,
            variables: ["MORE": Secret("hush")])
    }

    @Test("rule 3: work is done once under its name, however often it is started")
    func workIsDoneOnceHoweverOftenItIsStarted() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in OneOffTests.text }
            try await shop.platform.lay(shop.tree("v1"), in: .staged())
            let script = "echo $WORD $MORE; cat /etc/conf; stat -c '%a %u' /etc/conf; echo bad >&2; exit 3"
            let work = try await work(shop, "sh", "-c", script)
            #expect(try await shop.oneOffs.standing(of: work.name) == .absent)
            try await shop.oneOffs.start(work, in: .staged())
            let result = try await shop.oneOffs.wait(for: work.name, deadline: stage.soon)
            let expected = CommandResult(
                exitCode: 3, output: "given hush\nwritten\n400 7\n", errors: "bad\n")
            #expect(result == expected)
            let before = try await shop.site.engine.container(work.name, by: stage.soon)
            try await shop.oneOffs.start(work, in: .staged())
            let after = try await shop.site.engine.container(work.name, by: stage.soon)
            #expect(before.process.startedAt == after.process.startedAt)
            #expect(try await shop.oneOffs.standing(of: work.name) == .ended(expected))
            #expect(try await shop.replicas.list(["job"]) == [])
            let other = try await failure { try await shop.oneOffs.start(work, in: .staged(run: "run2")) }
            #expect(other?.code == .nameTaken)
            try await shop.oneOffs.remove(work.name)
            try await shop.oneOffs.remove(work.name)
            #expect(try await shop.oneOffs.standing(of: work.name) == .absent)
        }
    }

    @Test func workThatTakesTooLongIsLeftAtWorkUntilItIsEnded() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in OneOffTests.text }
            try await shop.platform.lay(shop.tree("v1"), in: .staged())
            let work = try await work(shop, "sh", "-c", "trap 'exit 4' TERM; while :; do sleep 0.1; done")
            try await shop.oneOffs.start(work, in: .staged())
            await #expect(throws: DeadlinePassed.self) {
                _ = try await shop.oneOffs.wait(for: work.name, deadline: .after(.milliseconds(300)))
            }
            #expect(try await shop.oneOffs.standing(of: work.name) == .running)
            try await shop.oneOffs.end(work.name, deadline: stage.soon)
            guard case .ended(let result) = try await shop.oneOffs.standing(of: work.name) else {
                throw Complaint("it still runs")
            }
            #expect(result.exitCode == 4)
        }
    }

    @Test func aHalfMadeContainerIsCompleted() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in OneOffTests.text }
            try await shop.platform.lay(shop.tree("v1"), in: .staged())
            let work = try await work(shop, "cat", "/etc/conf")
            let specification = try #require(
                ContainerSpecification(Secret(work.blueprint.specification))?.once(work))
            let labels = [
                ProjectLabels.project: shop.name, ProjectLabels.oneOff: "True", ProjectLabels.run: "run1",
            ]
            _ = try await shop.site.engine.create(
                work.name,
                specification.body.made(of: work.blueprint.image, labelled: labels, restart: .no),
                by: stage.soon)
            #expect(try await shop.oneOffs.standing(of: work.name) == .created)
            try await shop.oneOffs.start(work, in: .staged())
            let result = try await shop.oneOffs.wait(for: work.name, deadline: stage.soon)
            #expect(result == CommandResult(exitCode: 0, output: "written\n", errors: ""))
        }
    }
}

import Basis
import Testing

@testable import Docker

/// Calls about containers, each seen to do on an engine what it says.
struct ContainerCallTests {
    @Test func theEngineSaysWhoItIs() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            #expect(engine.api >= .oldest)
            let (first, second) = (
                try await engine.information(by: stage.soon), try await engine.information(by: stage.soon)
            )
            #expect(!first.identity.isEmpty && first.identity == second.identity)
            #expect(first.memory > .mebibytes(64) && first.processors > 0 && first.root.hasPrefix("/"))
            #expect(first.systemTime < second.systemTime && !first.isInSwarm)
            #expect(try await engine.diskUsage(by: stage.soon).layers.bytes > 0)
        }
    }

    @Test func aContainerLivesFromItsNameToItsEnd() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let name = "\(stage.prefix)-web"
            stage.willRemove(name)
            let body = stage.shell("sh", "-c", "trap 'exit 7' TERM; echo up; while :; do sleep 0.05; done")
            let id = try await engine.create(name, body, by: stage.soon)

            let second = try await failure { _ = try await engine.create(name, body, by: stage.soon) }
            #expect(second?.code == .nameTaken && second?.place == "container \(name)")

            try await engine.start(name, by: stage.soon)
            try await engine.start(name, by: stage.soon)
            let listed = try await engine.containers(labelled: ["stage=\(stage.prefix)"], by: stage.soon)
            #expect(listed.map(\.id) == [id] && listed.map(\.name) == [name])
            #expect(listed[0].state == .running && listed[0].health == .none)
            #expect(listed[0].addresses["bridge"]?.isEmpty == false)

            let details = try await engine.container(name, by: stage.soon)
            #expect(details.process.state == .running && details.process.wasStarted)
            #expect(details.restartPolicy == .no && details.stopTimeout == 10)
            try await engine.setRestartPolicy(.onFailure(attempts: 3), of: name, by: stage.soon)
            try await engine.setRestartPolicy(.always, of: name, by: stage.soon)
            #expect(try await engine.container(name, by: stage.soon).restartPolicy == .always)
            try await stage.until("it speaks") {
                try await engine.lastWords(of: details, lines: 5, atMost: .kibibytes(1), by: stage.soon)
                    == "up\n"
            }
            let use = try await engine.statistics(of: name, by: stage.soon)
            #expect(use.memory.bytes > 0 && use.processorTime > 0 && use.machineTime > use.processorTime)

            try await engine.setRestartPolicy(.no, of: name, by: stage.soon)
            async let code = engine.wait(for: name, by: stage.soon)
            try await engine.stop(name, grace: .seconds(30), by: stage.soon)
            #expect(try await code == 7)
            try await engine.stop(name, by: stage.soon)
            let ended = try await engine.containers(labelled: ["stage=\(stage.prefix)"], by: stage.soon)
            #expect(ended.map(\.state) == [.exited] && ended.map(\.exitCode) == [7])

            try await engine.rename(name, to: "\(name)-old", by: stage.soon)
            stage.willRemove("\(name)-old")
            let gone = try await failure { try await engine.stop(name, by: stage.soon) }
            #expect(gone?.code == .noContainer && gone?.isAbsence == true)
            try await engine.remove(container: "\(name)-old", by: stage.soon)
            let removed = try await failure { _ = try await engine.container(id, by: stage.soon) }
            #expect(removed?.code == .noContainer)
        }
    }

    @Test func everyObstacleHasItsName() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let (name, other) = ("\(stage.prefix)-a", "\(stage.prefix)-b")
            [name, other].forEach(stage.willRemove)

            let unknown = try await failure {
                _ = try await engine.create(name, ["Image": "belay/nothing:1"], by: stage.soon)
            }
            #expect(unknown?.code == .noImage)
            let nonsense = try await failure {
                _ = try await engine.create(name, ["Image": "belay/shell:test", "Cmd": 7], by: stage.soon)
            }
            #expect(nonsense?.code == .badSpecification)

            var body: [String: EngineValue] = ["Image": "belay/shell:test", "Cmd": ["sleep", "60"]]
            body["ExposedPorts"] = ["80/tcp": [:]]
            body["HostConfig"] = ["PortBindings": ["80/tcp": [["HostIp": "127.0.0.1", "HostPort": "28943"]]]]
            _ = try await engine.create(name, .object(body), by: stage.soon)
            _ = try await engine.create(other, .object(body), by: stage.soon)
            try await engine.start(name, by: stage.soon)
            let taken = try await failure { try await engine.start(other, by: stage.soon) }
            #expect(taken?.code == .portTaken && taken?.why.contains("28943") == true)
            let running = try await failure { try await engine.remove(container: name, by: stage.soon) }
            #expect(running?.code == .inUse)
            let held = try await failure {
                try await engine.remove(image: "belay/shell:test", by: stage.soon)
            }
            #expect(held?.code == .inUse)
            try await engine.kill(name, by: stage.soon)
            let dead = try await failure { try await engine.kill(name, by: stage.soon) }
            #expect(dead?.code == .notRunning)
        }
    }

    @Test func whatCannotStartIsToldFromWhatIsNotThere() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let name = "\(stage.prefix)-c"
            stage.willRemove(name)
            _ = try await engine.create(name, stage.shell("no-such-program"), by: stage.soon)
            let failed = try await failure { try await engine.start(name, by: stage.soon) }
            #expect(failed?.code == .notStarted && failed?.why.contains("no-such-program") == true)

            let network = "\(stage.prefix)-net"
            _ = try await engine.create(network: ["Name": .text(network)], named: network, by: stage.soon)
            let lost = "\(stage.prefix)-d"
            stage.willRemove(lost)
            let body: EngineValue = [
                "Image": "belay/shell:test", "Cmd": ["sleep", "60"],
                "HostConfig": ["NetworkMode": .text(network)],
            ]
            _ = try await engine.create(lost, body, by: stage.soon)
            try await engine.remove(network: network, by: stage.soon)
            let gone = try await failure { try await engine.start(lost, by: stage.soon) }
            #expect(gone?.code == .noNetwork)
        }
    }

    @Test func aCommandInsideIsHeardToItsEnd() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let name = "\(stage.prefix)-box"
            stage.willRemove(name)
            _ = try await engine.create(name, stage.shell("sleep", "600"), by: stage.soon)
            let early = try await failure {
                _ = try await engine.run(
                    ExecCommand(words: ["true"]), in: name, keeping: .kibibytes(1), by: stage.soon)
            }
            #expect(early?.code == .notRunning)
            try await engine.start(name, by: stage.soon)
            var command = ExecCommand(words: ["sh", "-c", "cat; echo $WORD >&2; pwd; exit 3"])
            command.environment = [("WORD", Secret("hush"))]
            command.directory = "/tmp"
            command.input = BytesInMemory(Array("in\n".utf8))
            let result = try await engine.run(command, in: name, keeping: .kibibytes(1), by: stage.soon)
            #expect(result == ExecResult(exitCode: 3, output: "in\n/tmp\n", errors: "hush\n"))

            let long = ExecCommand(words: ["seq", "1", "100000"])
            let end = try await engine.run(long, in: name, keeping: ByteCount(18), by: stage.soon)
            #expect(end.output == "99999\n100000\n" && end.exitCode == 0)
        }
    }

    @Test func filesArePutIntoAContainerThatNeverRan() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let name = "\(stage.prefix)-files"
            stage.willRemove(name)
            var context = Context()
            context.add("tmp/word", "given\n")
            let body = stage.shell("sh", "-c", "cat /tmp/word; stat -c '%a %u' /tmp/word")
            _ = try await engine.create(name, body, by: stage.soon)
            try await engine.put(BytesInMemory(context.archive), into: name, at: "/", by: stage.soon)
            try await engine.start(name, by: stage.soon)
            #expect(try await engine.wait(for: name, by: stage.soon) == 0)
            let details = try await engine.container(name, by: stage.soon)
            let said = try await engine.lastWords(
                of: details, lines: 9, atMost: .kibibytes(1), by: stage.soon)
            #expect(said == "given\n644 0\n")
        }
    }
}

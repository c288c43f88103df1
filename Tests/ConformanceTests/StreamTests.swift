import Basis
import ClusterStandIn
import Kubernetes
import Testing

@Suite struct StreamTests {
    /// What a command says, and its exit code.
    private func run(
        _ yard: Yard, _ words: [String], input: String? = nil
    ) async throws -> (output: String, errors: String, code: Int?) {
        var command = PodCommand(words, in: "p")
        command.input = input.map { BytesInMemory(Array($0.utf8)) }
        let running = try await yard.cluster.start(command, in: yard.namespace, by: yard.soon)
        var (output, errors): ([UInt8], [UInt8]) = ([], [])
        while let piece = try await running.next() {
            switch piece {
            case .output(let bytes): output += bytes
            case .errors(let bytes): errors += bytes
            }
        }
        return (
            String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self),
            running.exitCode
        )
    }

    private func withPod<Result>(
        _ container: JSON = Bodies.shell("echo begun; sleep 600"), _ test: (Yard) async throws -> Result
    ) async throws -> Result {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", container), .pods)
            try await yard.await(.pods, "p") { $0.isTrue("Ready") }
            return try await test(yard)
        }
    }

    private func text(_ log: any ByteStream) async throws -> String {
        String(decoding: try await log.collect(atMost: .mebibytes(4)), as: UTF8.self)
    }

    @Test func aCommandSaysWhatItSays() async throws {
        try await withPod { yard in
            let said = try await run(yard, ["sh", "-c", "echo out; echo err >&2"])
            #expect(said.output == "out\n")
            #expect(said.errors == "err\n")
            #expect(said.code == 0)
        }
    }

    @Test(arguments: [1, 42, 255])
    func itsExitCodeIsTold(_ code: Int) async throws {
        try await withPod { yard in
            let said = try await run(yard, ["sh", "-c", "exit \(code)"])
            #expect(said.code == code)
        }
    }

    @Test func itReadsToTheEndOfItsInput() async throws {
        try await withPod { yard in
            let said = try await run(yard, ["cat"], input: "one\ntwo\n")
            #expect(said.output == "one\ntwo\n")
            #expect(said.code == 0)
        }
    }

    @Test func aMebibyteComesBackWhole() async throws {
        try await withPod { yard in
            let much = String(repeating: "0123456789abcde\n", count: 65536)
            let said = try await run(yard, ["cat"], input: much)
            #expect(said.output == much)
        }
    }

    @Test func aProgramThatIsNotThereWasNotStarted() async throws {
        try await withPod { yard in
            let failure = try await refusal { _ = try await run(yard, ["no-such-program"]) }
            #expect(failure.code == .notStarted)
        }
    }

    @Test func noPodIsNotFound() async throws {
        try await withYard { yard in
            let failure = try await refusal { _ = try await run(yard, ["true"]) }
            #expect(failure.status == 404)
        }
    }

    @Test func aLogIsWhatWasPrinted() async throws {
        try await withPod { yard in
            let log = try await yard.cluster.logs(
                of: "p", container: "run", in: yard.namespace, by: yard.soon)
            let said = try await text(log)
            #expect(said == "begun\n")
        }
    }

    @Test func theLastLinesAlone() async throws {
        try await withPod(Bodies.shell("for i in 1 2 3 4 5; do echo $i; done; sleep 600")) { yard in
            // The lines are read by the kubelet some time after they were printed.
            try await Task.sleep(for: .milliseconds(500))
            var rules = LogRules()
            rules.lines = 2
            let log = try await yard.cluster.logs(
                of: "p", container: nil, in: yard.namespace, rules, by: yard.soon)
            let said = try await text(log)
            #expect(said == "4\n5\n")
        }
    }

    @Test func aFollowedLogEndsWithItsContainer() async throws {
        try await withYard { yard in
            let line = "for i in 1 2 3; do echo $i; sleep 0.2; done"
            try await yard.create(
                Bodies.pod("p", Bodies.shell(line), ["restartPolicy": "Never"]), .pods)
            try await yard.await(.pods, "p") { $0.phase == "Running" || $0.phase == "Succeeded" }
            var rules = LogRules()
            rules.isFollowed = true
            let log = try await yard.cluster.logs(
                of: "p", container: nil, in: yard.namespace, rules, by: yard.soon)
            let said = try await text(log)
            #expect(said == "1\n2\n3\n")
        }
    }

    @Test func theLogBeforeARestartIsKept() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.shell("echo last words; exit 1")), .pods)
            try await yard.await(.pods, "p") { $0.waits == "CrashLoopBackOff" }
            var rules = LogRules()
            rules.isPrevious = true
            let log = try await yard.cluster.logs(
                of: "p", container: nil, in: yard.namespace, rules, by: yard.soon)
            let said = try await text(log)
            #expect(said == "last words\n")
        }
    }

    @Test func aContainerThatNeverStartedHasNoLog() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.container("missing")), .pods)
            try await yard.await(.pods, "p") { !$0.waits.isEmpty && $0.waits != "ContainerCreating" }
            let failure = try await refusal {
                _ = try await yard.cluster.logs(of: "p", container: "app", in: yard.namespace, by: yard.soon)
            }
            #expect(failure.status == 400)
            #expect(failure.why.contains("is waiting to start"), "\(failure.why)")
        }
    }

    @Test func aPortIsReachedThroughTheServer() async throws {
        try await withPod(Bodies.container("v1")) { yard in
            let tunnel = try await yard.cluster.tunnel(to: 8080, of: "p", in: yard.namespace, by: yard.soon)
            try await tunnel.write(Array("GET /health HTTP/1.1\r\nHost: p\r\nConnection: close\r\n\r\n".utf8))
            var answer: [UInt8] = []
            while let piece = try await tunnel.next() {
                answer += piece
                if answer.firstRange(of: Array("\r\n\r\n".utf8)) != nil { break }
            }
            await tunnel.close()
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func aPortOnWhichNobodyListensIsTold() async throws {
        try await withPod(Bodies.container("v1")) { yard in
            let tunnel = try await yard.cluster.tunnel(to: 9, of: "p", in: yard.namespace, by: yard.soon)
            let failure = try await refusal {
                try await tunnel.write(Array("GET / HTTP/1.1\r\n\r\n".utf8))
                while try await tunnel.next() != nil {}
            }
            #expect(failure.why.contains("refused"), "\(failure.why)")
        }
    }
}

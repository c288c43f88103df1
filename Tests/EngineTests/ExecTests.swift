import Basis
import HTTP
import Testing

/// Everything that a stream of a container says, channel by channel.
private func collect(_ stream: StdcopyStream) async throws -> [StdcopyChannel: String] {
    var bytes: [StdcopyChannel: [UInt8]] = [:]
    while let piece = try await stream.next() { bytes[piece.channel, default: []] += piece.bytes }
    return bytes.mapValues { String(decoding: $0, as: UTF8.self) }
}

extension Stage {
    /// Opens a connection of its own that both sides speak on.
    fileprivate func converse(_ target: String, _ json: JSON? = nil) async throws -> HijackedStream {
        var request = HTTPRequest(.post, target)
        if let json {
            request.headers.add("Content-Type", "application/json")
            request.body = .bytes(try json.bytes())
        }
        return try await engine.http.upgrade(request, deadline: .after(RealEngine.patience))
    }

    fileprivate func exec(_ words: [String], in name: String) async throws -> (
        id: String, HijackedStream
    ) {
        let made = try await engine.json(
            .post, "/containers/\(name)/exec",
            [
                "Cmd": .array(words.map(JSON.string)), "AttachStdin": true, "AttachStdout": true,
                "AttachStderr": true,
            ])
        let id = try #require(made["Id"].string)
        return (id, try await converse("/exec/\(id)/start", ["Detach": false, "Tty": false]))
    }
}

@Test func aCommandReadsItsInputToTheEndAndTellsItsExitCode() async throws {
    try await Stage.with { stage in
        let name = try await stage.run(
            "box", ["Image": "belay/shell:test", "Cmd": ["sleep", "600"], "HostConfig": ["Init": true]])
        let (id, stream) = try await stage.exec(
            ["sh", "-c", "wc -c; echo wrong >&2; exit 7"], in: name)
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
        for _ in 0..<32 { try await stream.write(piece) }
        stream.closeWrite()
        let said = try await collect(StdcopyStream(stream))
        #expect(said == [.stdout: "\(32 << 16)\n", .stderr: "wrong\n"])
        let state = try await stage.engine.json(.get, "/exec/\(id)/json")
        #expect(state["ExitCode"].int == 7 && state["Running"] == false)
    }
}

@Test func whatIsAttachedBeforeTheStartMissesNothing() async throws {
    try await Stage.with { stage in
        let name = try await stage.create(
            "cat",
            [
                "Image": "belay/shell:test", "Cmd": ["sh", "-c", "echo begun; cat; echo over >&2"],
                "OpenStdin": true, "StdinOnce": true, "AttachStdin": true,
            ])
        let stream = try await stage.converse(
            "/containers/\(name)/attach?stream=1&stdin=1&stdout=1&stderr=1")
        try await stage.engine.call(.post, "/containers/\(name)/start")
        try await stream.write(Array("from outside\n".utf8))
        stream.closeWrite()
        let said = try await collect(StdcopyStream(stream))
        #expect(said == [.stdout: "begun\nfrom outside\n", .stderr: "over\n"])
    }
}

@Test func logsKeepTheirChannels() async throws {
    try await Stage.with { stage in
        let name = try await stage.run(
            "talker", ["Image": "belay/shell:test", "Cmd": ["sh", "-c", "echo out; echo err >&2"]])
        let logs = try await stage.engine.open(
            .get, "/containers/\(name)/logs?follow=1&stdout=1&stderr=1")
        #expect(try await collect(StdcopyStream(logs.body)) == [.stdout: "out\n", .stderr: "err\n"])
    }
}

@Test func anExecOfNobodyIsRefusedInTheEnginesWords() async throws {
    try await Stage.with { stage in
        let failure = await #expect(throws: HTTPFailure.self) {
            _ = try await stage.converse("/exec/nobody/start", ["Detach": false])
        }
        #expect(failure?.diagnostic.why?.contains("No such exec instance") == true)
    }
}

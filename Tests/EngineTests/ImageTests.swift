import Basis
import HTTP
import Testing

@Test(arguments: ["1", "2"])
func anImageIsBuiltThroughTheEngine(builder: String) async throws {
    try await Stage.with { stage in
        let engine = stage.engine
        var context = Context()
        context.add("Dockerfile", "FROM belay/shell:test\nCOPY word /word\nRUN cat /word /word > /twice\n")
        context.add("word", "\(stage.prefix)\n")
        let tag = "\(stage.prefix):built"
        var request = HTTPRequest(
            .post,
            HTTPRequest.target("/build", query: ["version": builder, "t": tag, "rm": "1", "nocache": "1"]))
        request.headers.add("Content-Type", "application/x-tar")
        request.body = .stream(BytesInMemory(context.archive), length: nil)
        let response = try await engine.http.send(request, deadline: .after(RealEngine.patience)).expecting()
        let lines = try await engine.lines(of: response)
        #expect(lines.compactMap { $0["error"].string } == [])
        stage.atEnd { try await engine.call(.delete, "/images/\(tag)?force=1") }
        #expect(lines.contains { $0["aux"]["ID"].string?.hasPrefix("sha256:") == true })

        let name = try await stage.create(
            "reader", ["Image": .string(tag), "Tty": true, "Cmd": ["cat", "/twice"]])
        try await engine.call(.post, "/containers/\(name)/start")
        try await engine.call(.post, "/containers/\(name)/wait")
        let logs = try await engine.call(.get, "/containers/\(name)/logs?stdout=1")
        #expect(String(decoding: logs, as: UTF8.self) == "\(stage.prefix)\r\n\(stage.prefix)\r\n")
    }
}

@Test func anImageGoesToARegistryAndComesBackByItsDigest() async throws {
    let hadRegistry = (try? await RealEngine.script("registry", "address")) != nil
    _ = try await RealEngine.script("registry", "start")
    let registry = try await RealEngine.script("registry", "address")
    try await Stage.with { stage in
        stage.atEnd { if !hadRegistry { _ = try await RealEngine.script("registry", "stop") } }
        let (engine, name) = (stage.engine, "\(registry)/\(stage.prefix)")
        try await engine.call(.post, "/images/belay/app:v1/tag?repo=\(name)&tag=one")
        let id = try await engine.json(.get, "/images/belay/app:v1/json")["Id"]
        // An empty object, as the engine wants it where nobody has to log in.
        let push = try await engine.open(
            .post, "/images/\(name)/push?tag=one", headers: HTTPHeaders(["X-Registry-Auth": "e30="]))
        let lines = try await engine.lines(of: push)
        #expect(lines.compactMap { $0["error"].string } == [])
        let digest = try #require(
            lines.compactMap { $0["aux"]["Digest"].string }.first.flatMap { Digest($0) })
        try await engine.call(.delete, "/images/\(name):one")

        let pull = try await engine.open(.post, "/images/create?fromImage=\(name)&tag=\(digest)")
        stage.atEnd { try await engine.call(.delete, "/images/\(name)@\(digest)") }
        #expect(try await engine.lines(of: pull).compactMap { $0["error"].string } == [])
        #expect(try await engine.json(.get, "/images/\(name)@\(digest)/json")["Id"] == id)
    }
}

import Archives
import Basis
import FoundationEssentials
import HTTP
import Testing

/// A folder with something in it that must not reach the engine.
private func withContext<Result>(saying word: String, _ work: (String) async throws -> Result) async throws
    -> Result
{
    let folder = URL(filePath: "/tmp/belay-context-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
        "Dockerfile": "FROM belay/shell:test\nCOPY . /all\nRUN ls /all > /list && cat /all/word >> /list\n",
        "word": "\(word)\n", "hidden": "not for the engine\n",
        ".dockerignore": "hidden\n",
    ]
    for (name, text) in files {
        try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
    }
    return try await work(folder.path)
}

@Test(arguments: ["1", "2"], [Compression.none, .gzip])
func anImageIsBuiltThroughTheEngine(builder: String, compression: Compression) async throws {
    try await Stage.with { stage in
        let (engine, tag) = (stage.engine, "\(stage.prefix):built")
        let lines = try await withContext(saying: stage.prefix) { folder in
            let query: KeyValuePairs = ["version": builder, "t": tag, "rm": "1", "nocache": "1"]
            var request = HTTPRequest(.post, HTTPRequest.target("/build", query: query))
            request.headers.add("Content-Type", "application/x-tar")
            request.body = .stream(try BuildContext(directory: folder).stream(compression), length: nil)
            let response = try await engine.http.send(request, deadline: .after(RealEngine.patience))
            return try await engine.lines(of: try await response.expecting())
        }
        #expect(lines.compactMap { $0["error"].string } == [])
        stage.atEnd { try await engine.call(.delete, "/images/\(tag)?force=1") }
        #expect(lines.contains { $0["aux"]["ID"].string?.hasPrefix("sha256:") == true })

        let name = try await stage.run(
            "reader", ["Image": .string(tag), "Tty": true, "Cmd": ["cat", "/list"]])
        try await engine.call(.post, "/containers/\(name)/wait")
        let logs = try await engine.call(.get, "/containers/\(name)/logs?stdout=1")
        #expect(String(decoding: logs, as: UTF8.self) == "Dockerfile\r\nword\r\n\(stage.prefix)\r\n")
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

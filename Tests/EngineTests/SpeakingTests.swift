import Basis
import HTTP
import Load
import Testing

@Test func theEngineAnswersThroughItsSocket() async throws {
    let engine = try await RealEngine.shared()
    #expect(String(decoding: try await engine.call(.get, "/_ping"), as: UTF8.self) == "OK")
    let version = try #require(try await engine.json(.get, "/version")["Version"].string)
    let format = ["--host", engine.host, "version", "--format", "{{.Server.Version}}"]
    #expect(
        try await RealEngine.run("docker", format) == version, "the engine's own command line says the same")
}

@Test func whatTheEngineRefusesIsToldInItsOwnWords() async throws {
    let engine = try await RealEngine.shared()
    let failure = await #expect(throws: HTTPFailure.self) {
        try await engine.call(.get, "/containers/nobody/json")
    }
    #expect(failure?.diagnostic.why?.contains("No such container: nobody") == true)
}

@Test func aContainersLifeArrivesAsEvents() async throws {
    try await Stage.with { stage in
        let filters = #"{"label":["stage=\#(stage.prefix)"],"type":["container"]}"#
        let target = HTTPRequest.target("/events", query: ["filters": filters])
        var events = LineReader(try await stage.engine.open(.get, target).body)
        let name = try await stage.run(
            "app", ["Image": "belay/app:v1", "Labels": ["stage": .string(stage.prefix)]])
        try await stage.engine.call(.post, "/containers/\(name)/stop")
        var seen: [String] = []
        while !seen.contains("stop"), let line = try await events.next() {
            let action = try JSON.read(Array(line.utf8))["Action"].string ?? ""
            if !action.hasPrefix("exec_") && !action.hasPrefix("health_status") { seen.append(action) }
        }
        #expect(seen == ["create", "start", "kill", "die", "stop"])
    }
}

@Test func aCancelledEventStreamEndsAtOnce() async throws {
    let engine = try await RealEngine.shared()
    let response = try await engine.open(.get, "/events?filters=%7B%22label%22%3A%5B%22nobody%22%5D%7D")
    let reading = Task { try await response.body.next() }
    try await Task.sleep(for: .milliseconds(100))
    let began = ContinuousClock.now
    reading.cancel()
    await #expect(throws: (any Error).self) { _ = try await reading.value }
    #expect(ContinuousClock.now - began < .seconds(5))
}

@Test func logsAreFollowedWhileTheyAreWritten() async throws {
    try await Stage.with { stage in
        let script = "echo one; while [ ! -e /tmp/go ]; do sleep 0.05; done; echo two"
        let name = try await stage.run(
            "talker", ["Image": "belay/shell:test", "Tty": true, "Cmd": ["sh", "-c", .string(script)]])
        let target = "/containers/\(name)/logs?follow=1&stdout=1"
        var lines = LineReader(try await stage.engine.open(.get, target).body)
        #expect(try await lines.next() == "one")
        var context = Context()
        context.add("go", "")
        var put = HTTPRequest(.put, "/containers/\(name)/archive?path=/tmp", body: .bytes(context.archive))
        put.headers.add("Content-Type", "application/x-tar")
        try await stage.engine.http.send(put, deadline: .after(RealEngine.patience)).expecting()
        #expect(try await lines.next() == "two")
        #expect(try await lines.next() == nil)
    }
}

@Test func theLoadGeneratorSpeaksToSocketsToo() async throws {
    let engine = try await RealEngine.shared()
    let target = try #require(LoadTarget(url: "unix:\(engine.host.dropFirst("unix://".count)):/_ping"))
    let plan = LoadPlan(target: target, rate: 40, duration: .seconds(0.5))
    let report = await (try LoadRun(plan)).report()
    #expect(report.requests == 20 && report.failed == 0, "\(report.text)")
}

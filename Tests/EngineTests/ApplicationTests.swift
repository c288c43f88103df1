import Basis
import HTTP
import Load
import Testing

@Test func theApplicationSaysItsVersionAtItsOwnAddress() async throws {
    try await Stage.with { stage in
        let name = try await stage.run("app", ["Image": "belay/app:v2"])
        let client = HTTPClient(HTTPSettings(.http(host: try await stage.address(of: name), port: 8080)))
        try await stage.until("it answers") {
            let answer = try? await client.send(HTTPRequest(.get, "/"), deadline: .after(RealEngine.patience))
            return answer?.headers["X-Version"] == "v2"
        }
    }
}

/// Requests come all the while the application is told to end. Those it took are answered, the others are
/// refused: none is cut off.
@Test(arguments: LoadPlan.Connections.allCases)
func aDrainingApplicationCutsNobodyOff(connections: LoadPlan.Connections) async throws {
    try await Stage.with { stage in
        let name = try await stage.run("app", ["Image": "belay/app:v1"])
        let address = try await stage.address(of: name)
        let engine = stage.engine
        try await stage.until("it is healthy") {
            try await engine.json(.get, "/containers/\(name)/json")["State"]["Health"]["Status"] == "healthy"
        }
        let run = try LoadRun(
            LoadPlan(
                target: LoadTarget(.tcp(host: address, port: 8080), path: "/slow?ms=150"), rate: 100,
                duration: .seconds(60), connections: connections, deadline: .seconds(5)))
        try await Task.sleep(for: .milliseconds(700))
        try await engine.call(.post, "/containers/\(name)/stop")
        run.stop()
        let report = await run.report()
        let elsewhere: [LoadOutcome] = [.refused, .unreachable, .connectTimedOut]
        let cut = report.failed - elsewhere.reduce(0) { $0 + report[$1] }
        #expect(cut == 0 && report.versions["v1"].map { $0.count > 50 } == true, "\(report.text)")
        #expect(try await engine.json(.get, "/containers/\(name)/json")["State"]["ExitCode"].int == 0)
    }
}

@Test(arguments: [
    ("CRASH_AT_START=7", 7), ("CRASH_AFTER=0.3", 1), ("PORT=0x", 0),
])
func theApplicationCrashesAsItIsTold(variable: String, code: Int) async throws {
    try await Stage.with { stage in
        let name = try await stage.run("app", ["Image": "belay/app:test", "Env": [.string(variable)]])
        if code == 0 { try await stage.engine.call(.post, "/containers/\(name)/stop") }
        let outcome = try await stage.engine.json(.post, "/containers/\(name)/wait")
        #expect(outcome["StatusCode"].int == code)
    }
}

@Test(arguments: [("UNHEALTHY=1", "unhealthy"), ("READY_AFTER=1.5", "healthy")])
func theEnginesOwnHealthCheckSeesTheApplication(variable: String, status: String) async throws {
    try await Stage.with { stage in
        let name = try await stage.run("app", ["Image": "belay/app:test", "Env": [.string(variable)]])
        try await stage.until("it is \(status)") {
            let state = try await stage.engine.json(.get, "/containers/\(name)/json")["State"]
            return state["Health"]["Status"].string == status
        }
    }
}

@Test func anApplicationThatIgnoresItsEndIsKilled() async throws {
    try await Stage.with { stage in
        let name = try await stage.run("app", ["Image": "belay/app:v1", "Env": ["IGNORE_SIGTERM=1"]])
        try await stage.engine.call(.post, "/containers/\(name)/stop?t=1")
        #expect(try await stage.engine.json(.get, "/containers/\(name)/json")["State"]["ExitCode"].int == 137)
    }
}

import Load
import Testing

private func load(
    _ server: PlantedServer, rate: Double = 400, seconds: Double = 1,
    _ change: (inout LoadPlan) -> Void = { _ in }
) async throws -> LoadReport {
    var plan = LoadPlan(
        target: LoadTarget(.tcp(host: "127.0.0.1", port: server.port)), rate: rate,
        duration: .seconds(seconds))
    change(&plan)
    let report = await (try LoadRun(plan)).report()
    server.end()
    #expect(report.outcomes.values.reduce(0, +) == report.requests, "each request ends in exactly one way")
    return report
}

@Test(arguments: LoadPlan.Connections.allCases)
func aServerWithoutFaultHasNone(connections: LoadPlan.Connections) async throws {
    let report = try await load(PlantedServer { _ in .answer(PlantedServer.fine) }) {
        $0.connections = connections
    }
    #expect(report.requests == 400 && report.failed == 0, "\(report.text)")
    #expect(report.versions["v1"]?.count == 400)
    #expect(connections == .kept ? report.connections <= 256 : report.connections == 400)
}

@Test(
    .serialized,
    arguments: [
        (PlantedServer.Act.drop, LoadOutcome.dropped), (.reset, .resetInAnswer), (.truncate, .truncated),
        (.answer("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"), .serverError),
        (.answer("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"), .clientError),
        (.answer("nonsense\r\n\r\n"), .malformed), (.ignore, .timedOut),
    ])
func everyHundredthFaultIsCountedExactly(act: PlantedServer.Act, outcome: LoadOutcome) async throws {
    let server = try PlantedServer { $0.isMultiple(of: 100) ? act : .answer(PlantedServer.fine) }
    // Long enough for a machine that has other work; only those that nobody answers wait so long.
    let report = try await load(server) { $0.deadline = .seconds(4) }
    #expect(report[outcome] == 4 && report.failed == 4 && report[.answered] == 396, "\(report.text)")
}

@Test func nobodyListeningIsRefusedEachTime() async throws {
    let server = try PlantedServer { _ in .drop }
    server.end()
    let report = try await load(server, rate: 100)
    #expect(report[.refused] == 100 && report.requests == 100, "\(report.text)")
}

@Test func aSocketThatIsNotThereIsUnreachable() async throws {
    let target = try #require(LoadTarget(url: "unix:/nowhere/at.all"))
    let report = await (try LoadRun(LoadPlan(target: target, rate: 20, duration: .seconds(0.5)))).report()
    #expect(report[.unreachable] == 10 && report.requests == 10)
}

/// One request stalls for 600 ms on the only line: those scheduled behind it are late, and none is left out.
@Test func aStallShowsInAllThatWaitedForIt() async throws {
    let server = try PlantedServer { $0 == 20 ? .stall(seconds: 0.6) : .answer(PlantedServer.fine) }
    let report = try await load(server, rate: 100) { plan in
        (plan.connectionsAtMost, plan.slowAfter) = (1, .milliseconds(100))
    }
    #expect(report.requests == 100 && report.failed == 0)
    #expect(report.slow >= 45, "about 50 were due in the first 500 ms of the stall: \(report.text)")
    #expect(report.slowest >= 600)
}

@Test func aServerThatNeverAnswersKeepsNobodyBeyondTheDeadline() async throws {
    let server = try PlantedServer { _ in .ignore }
    let report = try await load(server, rate: 50, seconds: 0.5) { plan in
        (plan.connectionsAtMost, plan.deadline) = (5, .milliseconds(300))
    }
    #expect(report[.timedOut] + report[.neverSent] == 25 && report.requests == 25, "\(report.text)")
    #expect(report.seconds < 5)
}

@Test func theVersionsThatAnsweredAreSeenInOrder() async throws {
    let server = try PlantedServer { number in
        .answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Version: \(number <= 100 ? "old" : "new")\r\n\r\n")
    }
    let report = try await load(server, rate: 200)
    let (old, new) = (try #require(report.versions["old"]), try #require(report.versions["new"]))
    #expect(old.count == 100 && new.count == 100)
    #expect(old.firstSeen <= old.lastSeen && new.firstSeen > old.firstSeen && new.lastSeen > old.lastSeen)
}

@Test func aStoppedLoadEndsEarlyAndLosesNothing() async throws {
    let server = try PlantedServer { _ in .answer(PlantedServer.fine) }
    let target = LoadTarget(.tcp(host: "127.0.0.1", port: server.port))
    let run = try LoadRun(LoadPlan(target: target, rate: 100, duration: .seconds(600)))
    try await Task.sleep(for: .milliseconds(300))
    run.stop()
    let report = await run.report()
    server.end()
    #expect(report.failed == 0 && report.requests > 0 && report.seconds < 60)
}

@Test(arguments: [
    ("http://127.0.0.1:80/a?b=c", "127.0.0.1", "/a?b=c"), ("http://web:8080", "web:8080", "/"),
    ("unix:/run/a.sock:/ping", "localhost", "/ping"),
])
func targetsAreReadFromAddresses(url: String, authority: String, path: String) throws {
    let target = try #require(LoadTarget(url: url))
    #expect(target.authority == authority && target.path == path)
}

@Test(arguments: ["", "https://a", "http://", "http://a:b", "http://a:1:2", "unix:"])
func otherAddressesAreNone(url: String) { #expect(LoadTarget(url: url) == nil) }

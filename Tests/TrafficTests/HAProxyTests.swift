import Basis
import FoundationEssentials
import Load
import Ports
import Subprocesses
import Testing
import Traffic

/// A real HAProxy on loopback, with two servers of the old version in its file.
private struct HAProxy {
    let folder: String
    let backends: Backends
    let base: Int

    var configuration: String { "\(folder)/haproxy.cfg" }
    var socket: String { "\(folder)/admin.sock" }

    init(_ folder: String, _ backends: Backends) throws {
        (self.folder, self.backends) = (folder, backends)
        base = Int.random(in: 2100..<2300) * 10
        let text = """
            global
                stats socket \(folder)/admin.sock mode 600 level admin
            defaults
                mode http
                retries 0
                timeout connect 2s
                timeout client 30s
                timeout server 30s
            frontend web
                bind 127.0.0.1:\(base)
                default_backend web
            backend web
                # belay: servers of web
                server old-1 127.0.0.1:\(base + 1) weight 10 check inter 1s
                server old-2 127.0.0.1:\(base + 2) weight 10 check inter 1s
                # belay: end of web

            """
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    func start() async throws -> Child {
        let child = try backends.launcher.start(
            Invocation(.at(path: "/usr/sbin/haproxy"), ["-db", "-f", configuration]),
            by: .after(.seconds(120)))
        try await until("haproxy answers") { (try? await board.incarnation()) != nil }
        return child
    }

    var board: HAProxySwitch {
        let launcher = backends.launcher
        let file = ServerFile(configuration, backend: "web") { path in
            let run = Invocation(.at(path: "/usr/sbin/haproxy"), ["-c", "-q", "-f", path])
            _ = try await launcher.run(run, by: .after(.seconds(10))).succeeded()
        }
        return HAProxySwitch(backends: ["web": "web"], line: .unix(socket), files: ["web": file])
    }

    func endpoint(_ number: Int) -> Ports.Endpoint {
        Ports.Endpoint(replica: "id\(number)", host: "127.0.0.1", port: base + number)
    }

    func load(_ connections: LoadPlan.Connections, path: String = "/") throws -> LoadRun {
        try LoadRun(
            LoadPlan(
                target: LoadTarget(.tcp(host: "127.0.0.1", port: UInt16(base)), path: path), rate: 200,
                duration: .seconds(60), connections: connections))
    }
}

/// Takes a server out as a roll does, and ends its process.
private func dismiss(_ name: String, of board: HAProxySwitch, ending process: Child) async throws -> Int {
    try await board.drain(name, for: "web")
    try await until("\(name) has nothing under way") {
        try await board.routes(for: "web").first { $0.name == name }?.sessions == 0
    }
    let cut = try await board.remove(name, for: "web").count
    #expect(try await process.stop().isSuccess)
    return cut
}

@Suite(.serialized) struct HAProxyTests {
    @Test(arguments: LoadPlan.Connections.allCases)
    func serversComeAndGoUnderLoadAndNothingIsLost(connections: LoadPlan.Connections) async throws {
        try await withFolder { folder in
            let backends = try Backends()
            let proxy = try HAProxy(folder, backends)
            var processes: [String: Child] = [:]
            for number in 1...2 {
                processes["old-\(number)"] = try backends.start("v1", port: proxy.base + number)
            }
            let haproxy = try await proxy.start()
            let board = proxy.board
            try await until("the old ones are up") {
                try await board.routes(for: "web").count { $0.state == .admitted } == 2
            }
            let run = try proxy.load(connections)
            try await Task.sleep(for: .milliseconds(300))
            var names = ["old-1", "old-2"]
            for round in 3...9 {
                let name = "shop-web-\(round)-run1.1.1"
                processes[name] = try backends.start("v\(round)", port: proxy.base + round)
                let client = try LoadRun(
                    LoadPlan(
                        target: LoadTarget(
                            .tcp(host: "127.0.0.1", port: UInt16(proxy.base + round)), path: "/health"),
                        rate: 20, duration: .milliseconds(500)))
                #expect(await client.report()[.answered] > 0)
                try await board.admit(proxy.endpoint(round), named: name, for: "web", weight: 10)
                let old = names.removeFirst()
                names.append(name)
                let leaving = processes.removeValue(forKey: old)
                let process = try #require(leaving)
                #expect(try await dismiss(old, of: board, ending: process) == 0)
            }
            try await Task.sleep(for: .milliseconds(300))
            run.stop()
            let report = await run.report()
            #expect(report.failed == 0 && report.requests > 700, "\(report.text)")
            #expect(
                report.versions.count == 9 - names.count + 1 || report.versions.count >= 7, "\(report.text)")
            let routes = try await board.routes(for: "web")
            #expect(Set(routes.map(\.name)) == Set(names) && routes.allSatisfy { $0.weight == 10 })
            let incarnation = try await board.incarnation()
            _ = try await haproxy.stop()
            // Whoever starts next finds in the file what the runtime was told.
            let next = try await proxy.start()
            #expect(Set(try await board.routes(for: "web").map(\.name)) == Set(names))
            #expect(try await board.incarnation() != incarnation)
            _ = try await next.stop()
            for process in processes.values { _ = try await process.stop() }
        }
    }

    @Test func whatStillRunsAtTheEndOfItsDrainIsCutAndCounted() async throws {
        try await withFolder { folder in
            let backends = try Backends()
            let proxy = try HAProxy(folder, backends)
            let old = try [1, 2].map { try backends.start("v1", port: proxy.base + $0) }
            let haproxy = try await proxy.start()
            let board = proxy.board
            let run = try proxy.load(.fresh, path: "/slow?ms=20000")
            try await until("requests are under way") {
                try await board.routes(for: "web").first { $0.name == "old-1" }?.sessions ?? 0 > 20
            }
            run.stop()
            try await board.drain("old-1", for: "web")
            let drained = try await board.routes(for: "web").first { $0.name == "old-1" }
            let sessions = try #require(drained?.sessions)
            let cut = try await board.remove("old-1", for: "web").count
            #expect(cut > 20 && abs(cut - sessions) < 20)
            _ = try await haproxy.stop()
            for process in old { _ = try await process.stop() }
        }
    }

    @Test func sharesAreWeighedAndStandInTheFile() async throws {
        try await withFolder { folder in
            let proxy = try HAProxy(folder, try Backends())
            let haproxy = try await proxy.start()
            try await proxy.board.weigh("old-1", for: "web", weight: 200)
            let routes = try await proxy.board.routes(for: "web")
            #expect(routes.first { $0.name == "old-1" }?.weight == 200)
            let text = try String(contentsOfFile: proxy.configuration, encoding: .utf8)
            #expect(text.contains("server old-1 127.0.0.1:\(proxy.base + 1) weight 200 check inter 1s"))
            _ = try await haproxy.stop()
        }
    }

    @Test func aBackendThatIsNotThereIsToldInItsOwnWords() async throws {
        try await withFolder { folder in
            let proxy = try HAProxy(folder, try Backends())
            let haproxy = try await proxy.start()
            let board = HAProxySwitch(backends: ["web": "nothing"], line: .unix(proxy.socket))
            let failure = await #expect(throws: TrafficFailure.self) { try await board.routes(for: "web") }
            #expect(
                failure?.code == .unknownService && failure?.why.contains("backend") == true,
                "\(failure.map { $0.why } ?? "")")
            _ = try await haproxy.stop()
            let gone = await #expect(throws: TrafficFailure.self) { try await board.routes(for: "web") }
            #expect(gone?.code == .unreachable)
        }
    }

    @Test func theManagedConfigurationPassesItsTest() async throws {
        try await withFolder { folder in
            let managed = ManagedSwitch(
                listen: ["web": 28080, "api": 28081], folder: folder, mountPoint: folder)
            try managed.configuration.write(
                toFile: managed.configurationPath, atomically: true, encoding: .utf8)
            let run = Invocation(.at(path: "/usr/sbin/haproxy"), ["-c", "-f", managed.configurationPath])
            let outcome = try await Launcher().run(run, by: .after(.seconds(10)))
            #expect(outcome.exit.isSuccess, "\(outcome.errors.text)")
        }
    }
}

import Basis
import FoundationEssentials
import Load
import Ports
import Subprocesses
import Testing
import Traffic

/// A real nginx on loopback with one upstream.
private struct Nginx {
    let folder: String
    let backends: Backends
    let base: Int

    var configuration: String { "\(folder)/nginx.conf" }
    var upstream: String { "\(folder)/web.conf" }

    init(_ folder: String, _ backends: Backends) throws {
        (self.folder, self.backends) = (folder, backends)
        base = Int.random(in: 2400..<2600) * 10
        let text = """
            daemon off;
            worker_processes 2;
            pid \(folder)/nginx.pid;
            error_log \(folder)/error.log;
            events { worker_connections 1024; }
            http {
                access_log off;
                client_body_temp_path \(folder)/body;
                proxy_temp_path \(folder)/proxy;
                fastcgi_temp_path \(folder)/fastcgi;
                uwsgi_temp_path \(folder)/uwsgi;
                scgi_temp_path \(folder)/scgi;
                upstream web { include \(folder)/web.conf; }
                server {
                    listen 127.0.0.1:\(base);
                    location / { proxy_pass http://web; proxy_next_upstream off; }
                }
            }

            """
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
        try "server 127.0.0.1:\(base + 1) weight=10; # old-1\n"
            .write(toFile: upstream, atomically: true, encoding: .utf8)
    }

    func start() async throws -> Child {
        let child = try backends.launcher.start(
            Invocation(.at(path: "/usr/sbin/nginx"), ["-c", configuration]), by: .after(.seconds(120)))
        try await until("nginx answers") {
            guard let run = try? LoadRun(LoadPlan(target: target, rate: 20, duration: .milliseconds(100)))
            else {
                return false
            }
            return await run.report()[.answered] > 0
        }
        return child
    }

    var target: LoadTarget { LoadTarget(.tcp(host: "127.0.0.1", port: UInt16(base))) }

    var board: NginxSwitch {
        NginxSwitch(
            files: ["web": upstream],
            control: .here(
                configuration: configuration, pidFile: "\(folder)/nginx.pid", launcher: backends.launcher))
    }
}

@Suite(.serialized) struct NginxTests {
    @Test func batchesChangeByOneReloadAndNewConnectionsLoseNothing() async throws {
        try await withFolder { folder in
            let backends = try Backends()
            let nginx = try Nginx(folder, backends)
            var processes = ["old-1": try backends.start("v1", port: nginx.base + 1)]
            let server = try await nginx.start()
            let board = nginx.board
            let incarnation = try await board.incarnation()
            let run = try LoadRun(
                LoadPlan(target: nginx.target, rate: 200, duration: .seconds(60), connections: .fresh))
            var old = "old-1"
            for round in 2...5 {
                let name = "shop-web-\(round)-run1.1.1"
                processes[name] = try backends.start("v\(round)", port: nginx.base + round)
                try await Task.sleep(for: .milliseconds(500))
                let endpoint = Ports.Endpoint(replica: name, host: "127.0.0.1", port: nginx.base + round)
                _ = try await board.apply(
                    [.admit(endpoint, name: name, weight: 10), .drain(name: old)], for: "web")
                let routes = try await board.routes(for: "web")
                #expect(routes.filter { $0.state == .admitted }.map(\.name) == [name])
                try await until("the old workers are done") {
                    try await board.routes(for: "web").map(\.name) == [name]
                }
                _ = try await board.remove(old, for: "web")
                _ = try await processes.removeValue(forKey: old)?.stop()
                old = name
            }
            run.stop()
            let report = await run.report()
            #expect(report.failed == 0 && report.requests > 300, "\(report.text)")
            #expect(report.versions.count == 5, "\(report.text)")
            #expect(try await board.incarnation() == incarnation)
            _ = try await server.stop()
            for process in processes.values { _ = try await process.stop() }
        }
    }

    @Test func whatDoesNotPassItsTestIsPutBack() async throws {
        try await withFolder { folder in
            let backends = try Backends()
            let nginx = try Nginx(folder, backends)
            let process = try backends.start("v1", port: nginx.base + 1)
            let server = try await nginx.start()
            let before = try String(contentsOfFile: nginx.upstream, encoding: .utf8)
            let nowhere = Ports.Endpoint(replica: "x", host: "not a host", port: 1)
            await #expect(throws: TrafficFailure.self) {
                try await nginx.board.admit(nowhere, named: "bad", for: "web", weight: 1)
            }
            let now = try await nginx.board.routes(for: "web")
            #expect(now.map(\.name) == ["old-1"] && before.contains("old-1"))
            _ = try await server.stop()
            _ = try await process.stop()
        }
    }

    @Test(arguments: [
        ("1.22.1", false, true), ("1.27.4", false, true), ("1.27.4", true, false), ("1.29.0", true, false),
    ])
    func whatMustBeLostIsSaid(version: String, keepsMinimum: Bool, isSaid: Bool) {
        #expect((NginxAdvice.said(of: version, keepsMinimum: keepsMinimum) != nil) == isSaid)
    }
}

import Basis
import FoundationEssentials
import HTTP
import Load
import Ports
import Subprocesses
import Testing
import Traffic

@Suite(.serialized) struct CaddyTests {
    @Test func upstreamsComeAndGoAndNewConnectionsLoseNothing() async throws {
        try await withFolder { folder in
            let backends = try Backends()
            let base = Int.random(in: 2700..<2900) * 10
            let configuration = """
                {"admin": {"listen": "127.0.0.1:\(base)"}, "apps": {"http": {"servers": {"web": {
                "listen": ["127.0.0.1:\(base + 9)"], "automatic_https": {"disable": true},
                "routes": [{"handle": [
                {"@id": "web", "handler": "reverse_proxy",
                 "upstreams": [{"@id": "old-1", "dial": "127.0.0.1:\(base + 1)"}]}]}]}}}}}
                """
            try configuration.write(toFile: "\(folder)/caddy.json", atomically: true, encoding: .utf8)
            var processes = ["old-1": try backends.start("v1", port: base + 1)]
            let server = try backends.launcher.start(
                Invocation(
                    .at(path: "/usr/bin/caddy"), ["run", "--config", "\(folder)/caddy.json"],
                    environment: ["HOME": .plain(folder)]), by: .after(.seconds(120)))
            let board = CaddySwitch(
                handlers: ["web": "web"], admin: .http(host: "127.0.0.1", port: UInt16(base)))
            try await until("caddy answers") { (try? await board.routes(for: "web"))?.count == 1 }
            let target = LoadTarget(.tcp(host: "127.0.0.1", port: UInt16(base + 9)))
            try await Task.sleep(for: .milliseconds(300))
            let run = try LoadRun(
                LoadPlan(target: target, rate: 200, duration: .seconds(60), connections: .fresh))
            var old = "old-1"
            for round in 2...5 {
                let name = "shop-web-\(round)-run1.1.1"
                processes[name] = try backends.start("v\(round)", port: base + round)
                try await Task.sleep(for: .milliseconds(500))
                let endpoint = Ports.Endpoint(replica: name, host: "127.0.0.1", port: base + round)
                _ = try await board.apply(
                    [.admit(endpoint, name: name, weight: 10), .drain(name: old)], for: "web")
                #expect(try await board.routes(for: "web").map(\.name) == [name])
                _ = try await processes.removeValue(forKey: old)?.stop()
                old = name
            }
            run.stop()
            let report = await run.report()
            #expect(report.failed == 0 && report.requests > 300, "\(report.text)")
            #expect(report.versions.count == 5, "\(report.text)")
            await #expect(throws: TrafficFailure.self) { try await board.weigh(old, for: "web", weight: 1) }
            _ = try await server.stop()
            for process in processes.values { _ = try await process.stop() }
        }
    }
}

import Basis
import FoundationEssentials
import Glibc
import Testing

/// The scripts in a checkout of their own, beside the engine that serves the other tests.
private struct Checkout {
    let root: URL
    var script: String { root.appending(path: "Tests/Engine/engine").path }

    static func with(_ work: (Checkout) async throws -> Void) async throws {
        let name = "belay-scripts-\(UInt64.random(in: 0...UInt64.max))"
        let checkout = Checkout(root: URL(filePath: "/tmp").appending(path: name))
        defer { try? FileManager.default.removeItem(at: checkout.root) }
        let tests = checkout.root.appending(path: "Tests")
        try FileManager.default.createDirectory(at: tests, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: RealEngine.scripts, to: tests.appending(path: "Engine"))
        do {
            try await work(checkout)
        } catch {
            _ = try? await checkout.run("remove")
            throw error
        }
        _ = try await checkout.run("remove")
        let left = try FileManager.default.contentsOfDirectory(atPath: checkout.root.path + "/.build")
        #expect(left == ["engine.lock"])
        #expect(try checkout.processes() == [], "processes that outlived their engine")
    }

    /// The checkout's own engine, whatever engine the other tests were given.
    func run(_ verb: String) async throws -> String {
        try await RealEngine.run("env", ["-u", "DOCKER_HOST", script, verb])
    }

    func docker(_ arguments: String...) async throws -> String {
        try await RealEngine.run("docker", ["--host", "unix://\(try await run("socket"))"] + arguments)
    }

    /// Every process that has a path below the checkout among its arguments.
    func processes() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }.compactMap {
            pid in
            // It may have ended since the folder was read.
            guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else { return nil }
            let line = String(decoding: data, as: UTF8.self)
            return line.contains(root.path) ? "\(pid) \(line)" : nil
        }
    }

    /// Kills what a record names, as a crash would.
    func crash(_ program: String) throws {
        let text = try String(
            contentsOf: root.appending(path: ".build/engine/run/\(program).pid"), encoding: .utf8)
        let pid = try #require(text.split(separator: " ").first.flatMap { Int32($0) })
        kill(pid, SIGKILL)
    }
}

@Test func containersOutliveACrashOfTheEngineAndEndWithIt() async throws {
    try await Checkout.with { checkout in
        async let one = checkout.run("start")
        async let other = checkout.run("start")
        _ = try await (one, other)

        let image = checkout.root.appending(path: "image.tar").path
        _ = try await RealEngine.run("tar", ["-cf", image, "-C", "/usr/bin", "busybox"])
        _ = try await checkout.docker("import", image, "box:1")
        let options = [
            "run", "--detach", "--name", "sleeper", "--restart", "always", "box:1", "/busybox", "sleep",
            "600",
        ]
        _ = try await RealEngine.run(
            "docker", ["--host", "unix://\(try await checkout.run("socket"))"] + options)
        let running = "{{.State.Running}} {{.State.Pid}}"
        let before = try await checkout.docker("inspect", "--format", running, "sleeper")

        _ = try await checkout.run("kill")
        await #expect(throws: Complaint.self) { _ = try await checkout.run("status") }
        _ = try await checkout.run("start")
        #expect(try await checkout.docker("inspect", "--format", running, "sleeper") == before)

        try checkout.crash("containerd")
        try checkout.crash("dockerd")
        _ = try await checkout.run("start")
        #expect(try await checkout.docker("inspect", "--format", running, "sleeper") == before)

        try checkout.crash("dockerd")
        try checkout.crash("containerd")
        _ = try await checkout.run("stop")
        let pid = try #require(before.split(separator: " ").last)
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(pid)/exe"))
        _ = try await checkout.run("stop")
    }
}

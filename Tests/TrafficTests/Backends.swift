import Basis
import FoundationEssentials
import Subprocesses
import Testing

/// A folder that is gone when the work is done.
func withFolder<Result>(_ work: (String) async throws -> Result) async throws -> Result {
    let folder = "/tmp/belay-traffic-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await work(folder)
}

/// The test application on loopback.
struct Backends {
    let launcher: Launcher
    private let program: String

    init() throws {
        launcher = try Launcher()
        // It is built beside the tests.
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        program = tests.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/TestApplication"
    }

    /// Starts one that answers a version at a port of every loopback address.
    func start(_ version: String, port: Int, _ settings: [String: String] = [:]) throws -> Child {
        var variables = settings
        (variables["PORT"], variables["VERSION"]) = (String(port), version)
        return try launcher.start(
            Invocation(.at(path: program), environment: variables.mapValues { .plain($0) }),
            by: .after(.seconds(120)))
    }
}

/// Waits until something holds.
func until(_ what: String, _ holds: () async throws -> Bool) async throws {
    for _ in 0..<500 {
        if try await holds() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("not within ten seconds: \(what)")
}

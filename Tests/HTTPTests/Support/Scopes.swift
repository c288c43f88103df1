import Basis
import FoundationEssentials
import Glibc
import HTTP
import Testing

/// A deadline that only a hang would miss.
var ample: Deadline { .after(.seconds(60)) }

/// A server for as long as the test needs it.
func withServer<Result>(
    _ serve: @escaping @Sendable (Peer) -> Void, _ test: (RawServer, HTTPClient) async throws -> Result
) async throws -> Result {
    let server = RawServer(serve)
    defer { server.stop() }
    return try await test(server, HTTPClient(HTTPSettings(server.endpoint)))
}

/// A folder for as long as the test needs it.
func withFolder<Result>(_ test: (String) async throws -> Result) async throws -> Result {
    let folder = "/tmp/belay-http-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await test(folder)
}

/// Waits for something that must come about; false if it has not within a time that only a hang would need.
func eventually(within limit: Duration = .seconds(20), _ condition: () -> Bool) async -> Bool {
    let deadline = Deadline.after(limit)
    while !condition() {
        if deadline.hasPassed { return false }
        try? await Task.sleep(for: .milliseconds(1))
    }
    return true
}

/// The failure that an act ends in.
func failure(_ act: () async throws -> Void) async throws -> HTTPFailure {
    do {
        try await act()
    } catch {
        return try #require(error as? HTTPFailure)
    }
    Issue.record("nothing failed")
    throw HTTPFailure(.unknown, at: "test")
}

/// Answers every request on a connection in the same way.
func answering(_ body: String = "hello", headers: String = "") -> @Sendable (Peer) -> Void {
    { peer in while peer.readHead() != nil { peer.answer(body, headers: headers) } }
}

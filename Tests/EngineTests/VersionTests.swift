import FoundationEssentials
import HTTP
import Testing

/// `belay version --engine`, the real program, on the real engine.
struct VersionTests {
    private static func belay(_ words: String...) async throws -> (output: String, engine: RealEngine) {
        let engine = try await RealEngine.shared()
        // The program is built beside the tests.
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: bundle).deletingLastPathComponent().appending(path: "belay").path
        let words = ["DOCKER_HOST=\(engine.host)", program, "version", "--engine"] + words
        return (try await RealEngine.run("/usr/bin/env", words), engine)
    }

    @Test func theEngineAndTheLibrariesAreNamed() async throws {
        let (output, engine) = try await VersionTests.belay()
        let truth = try await engine.json(.get, "/version")
        let words = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let version = try #require(truth["Version"].string)
        let interface = try #require(truth["ApiVersion"].string)
        #expect(words.contains(" \(version), API \(interface), at \(engine.host)"), "\(words)")
        let libraries = ["libarchive", "libcurl", "libgit2", "libsodium", "libssh2", "libyaml"]
        for library in libraries {
            let pattern = try Regex("[ ]\(library) [0-9]+\\.[0-9]+(\\.[0-9]+)?(,|$)")
            #expect(words.contains(pattern), "\(library) in: \(words)")
        }
    }

    @Test func aProgramReadsTheSame() async throws {
        let (output, engine) = try await VersionTests.belay("--json")
        let truth = try await engine.json(.get, "/version")
        let lines = try output.split(separator: "\n").map { try JSON.read(Array($0.utf8)) }
        #expect(lines.map { $0["event"] } == ["version", "finished"])
        let said = try #require(lines.first)
        #expect(said["engine"]["version"] == truth["Version"] && said["engine"]["api"] == truth["ApiVersion"])
        #expect(said["engine"]["place"].string == engine.host)
        #expect(said["engine"]["name"].string?.hasPrefix("Docker") == true)
        #expect(said["libraries"].elements.count == 6)
    }
}

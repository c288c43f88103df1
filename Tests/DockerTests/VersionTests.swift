import Basis
import Docker
import HTTP
import Testing

/// What becomes of an engine's word about itself, and of what only stands in its place.
struct VersionTests {
    /// As Docker Engine 20.10 of Debian says it, shortened.
    private static let debian = """
        {"Platform":{"Name":""},"Components":[{"Name":"Engine","Version":"20.10.24+dfsg1","Details":{}}],
        "Version":"20.10.24+dfsg1","ApiVersion":"1.41","MinAPIVersion":"1.12","Experimental":false}
        """

    @Test(arguments: [
        (debian, "Docker 20.10.24+dfsg1 1.41"),
        (
            #"{"Platform":{"Name":"Docker Engine - Community"},"Version":"27.3.1","ApiVersion":"1.47"}"#,
            "Docker Engine - Community 27.3.1 1.47"
        ),
        (#"{"Platform":{},"Version":"5.0.0","ApiVersion":"1.41"}"#, "Docker 5.0.0 1.41"),
        (#"{"Platform":null,"Version":"5.0.0","ApiVersion":"1.41"}"#, "Docker 5.0.0 1.41"),
        (#" {"Version":"19","ApiVersion":"1.40"} "#, "Docker 19 1.40"),
    ])
    func everyEngineIsNamed(_ body: String, _ expected: String) async throws {
        let version = try await StandIn.version(body: Array(body.utf8))
        #expect("\(version.name) \(version.version) \(version.apiVersion)" == expected)
    }

    @Test(arguments: [
        ("", "is no JSON object"), ("<html>It works!</html>", "is no JSON object"),
        ("[]", "is no JSON object"), ("null", "is no JSON object"), ("{\"Version\":\"1", "is no JSON object"),
        ("{}", "has no `Version`"), (#"{"Version":"1"}"#, "has no `ApiVersion`"),
        (#"{"Version":1,"ApiVersion":"1"}"#, "has another kind of `Version`"),
        (#"{"Version":null,"ApiVersion":"1"}"#, "has another kind of `Version`"),
        (#"{"Platform":"x","Version":"1","ApiVersion":"1"}"#, "has another kind of `Platform`"),
        (#"{"Platform":{"Name":[]},"Version":"1","ApiVersion":"1"}"#, "has another kind of `Platform.Name`"),
    ])
    func whatMakesNoSenseIsNoEngineAndSaysWhy(_ body: String, _ why: String) async {
        let failure = await #expect(throws: DockerFailure.self) {
            try await StandIn.version(body: Array(body.utf8))
        }
        #expect(failure?.code == .notAnEngine && failure?.place.hasPrefix("http://127.0.0.1:") == true)
        #expect(failure?.why == "its /version \(why)")
    }

    @Test(arguments: ["404 Not Found", "500 Internal Server Error", "302 Found"])
    func aRefusalIsToldInItsOwnWords(_ status: String) async {
        let failure = await #expect(throws: HTTPFailure.self) {
            try await StandIn.version(body: Array("no such page".utf8), status: status)
        }
        #expect(failure?.status == Int(status.prefix(3)) && failure?.why == "no such page")
    }

    @Test func anAnswerWithoutEndIsCutOff() async {
        let head = Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"Version\":\"".utf8)
        let failure = await #expect(throws: HTTPFailure.self) {
            try await StandIn.version(answering: head + [UInt8](repeating: 0x39, count: 4 << 20))
        }
        #expect(failure?.code == .bodyTooLong)
    }

    @Test func deepNestingIsNoTrap() async {
        let failure = await #expect(throws: DockerFailure.self) {
            try await StandIn.version(body: [UInt8](repeating: UInt8(ascii: "["), count: 200_000))
        }
        #expect(failure?.code == .notAnEngine)
    }

    @Test func anAnswerThatBreaksOffIsAFailureAndNoTrap() async throws {
        let whole =
            Array("HTTP/1.1 200 OK\r\nContent-Length: \(VersionTests.debian.utf8.count)\r\n\r\n".utf8)
            + Array(VersionTests.debian.utf8)
        for count in stride(from: 0, to: whole.count, by: 7) {
            await #expect(throws: HTTPFailure.self, "cut at \(count)") {
                try await StandIn.version(answering: Array(whole.prefix(count)))
            }
        }
        #expect(try await StandIn.version(answering: whole).apiVersion == "1.41")
    }

    @Test func noMutationOfAnAnswerIsATrap() async {
        for seed in UInt64(1)...100 {
            var random = Splitter(seed: seed)
            var body = Array(VersionTests.debian.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = body.indices.randomElement(using: &random) ?? 0
                if Bool.random(using: &random) { body.remove(at: index) }
                body.insert(UInt8.random(in: 0...255, using: &random), at: index)
            }
            do {
                let version = try await StandIn.version(body: body)
                #expect(!version.name.isEmpty, "seed \(seed)")
            } catch {
                #expect((error as? DockerFailure)?.code == .notAnEngine, "seed \(seed): \(error)")
            }
        }
    }
}

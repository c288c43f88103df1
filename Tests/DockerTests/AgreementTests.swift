import Basis
import HTTP
import Testing

@testable import Docker

/// Which version of the API is spoken, and with whom none is.
struct AgreementTests {
    private func agreed(_ fields: String) async throws -> APIVersion {
        let answer = "HTTP/1.1 200 OK\r\n\(fields)Content-Length: 2\r\nConnection: close\r\n\r\nOK"
        return try await StandIn.with(answering: Array(answer.utf8)) { endpoint in
            try await DockerEngine(at: endpoint).agreed(by: .after(.seconds(60))).api
        }
    }

    @Test(arguments: [
        ("1.40", "1.40"), ("1.41", "1.41"), ("1.48", "1.48"), ("1.56", "1.48"), ("2.0", "1.48"),
    ])
    func theNewestThatBothKnowIsSpoken(_ theirs: String, _ agreed: String) async throws {
        #expect(try await "\(self.agreed("API-Version: \(theirs)\r\n"))" == agreed)
    }

    @Test(arguments: ["1.39", "1.12", "0.9"])
    func anEngineThatIsTooOldIsRefused(_ theirs: String) async {
        let failure = await #expect(throws: DockerFailure.self) {
            try await agreed("API-Version: \(theirs)\r\n")
        }
        #expect(failure?.code == .tooOld && failure?.why.contains(theirs) == true)
    }

    @Test(arguments: ["", "API-Version: new\r\n", "API-Version: 1\r\n", "API-Version: 1.-4\r\n"])
    func whoDoesNotSayIsNoEngine(_ fields: String) async {
        let failure = await #expect(throws: DockerFailure.self) { try await agreed(fields) }
        #expect(failure?.code == .notAnEngine)
    }

    @Test func whereNobodyAnswersThereIsNoEngine() async {
        for endpoint in [HTTPEndpoint.unix(path: "/nowhere/at.sock"), .http(host: "127.0.0.1", port: 1)] {
            let failure = await #expect(throws: DockerFailure.self) {
                try await DockerEngine(at: endpoint).agreed(by: .after(.seconds(60)))
            }
            #expect(failure?.code == .noEngine && failure?.diagnostic.remedy.contains("systemctl") == true)
        }
    }
}

/// The words of engines, each with what it means.
struct WordsTests {
    @Test(arguments: [
        (500, "driver failed: port is already allocated", "docker.port-taken"),
        (500, "write /var/lib/docker/x: no space left on device", "docker.no-space"),
        (409, "The name \"/a\" is already in use by container \"b\"", "docker.name-taken"),
        (409, "network with name a already exists", "docker.name-taken"),
        (404, "No such image: a:b", "docker.no-image"), (404, "no such thing", "docker.no-container"),
        (400, "client version 1.40 is too old. Minimum supported API version is 1.44", "docker.too-old"),
        (403, "Pool overlaps with other one on this address space", "docker.addresses-taken"),
        (409, "Container a is not running", "docker.not-running"),
        (500, "something", "docker.failed"), (400, "something", "docker.bad-specification"),
        (401, "unauthorized: authentication required", "docker.login-refused"),
        (418, "something", "docker.refused"),
    ])
    func aRefusalIsToldByItsWords(_ status: Int, _ words: String, _ code: String) {
        let failure = DockerFailure(
            status: status, body: #"{"message":"\#(words.replacing("\"", with: "\\\""))"}"#,
            about: .container("a"), at: "container a")
        #expect(failure.code.rawValue == code && failure.why == words)
        #expect(failure.diagnostic.remedy.isEmpty == false)
    }
}

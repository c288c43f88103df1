import Basis
import FoundationEssentials
import HTTP
import Testing

/// Against nginx with certificates made by openssl.
@Suite struct TLSTests {
    private func words(_ client: HTTPClient) async throws -> String {
        let response = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
        return String(decoding: try await response.collect(atMost: .kibibytes(4)), as: UTF8.self)
    }

    /// A program that was just started may not listen yet.
    private func onceListening<Result>(_ act: () async throws(HTTPFailure) -> Result) async throws -> Result {
        let deadline = ample
        while true {
            do throws(HTTPFailure) {
                return try await act()
            } catch {
                guard error.code == .refused, !deadline.hasPassed else { throw error }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    @Test func trustIsGivenByFileByTextOrNotAtAll() async throws {
        try await Nginx.with { nginx in
            #expect(try await words(nginx.client("good")).hasPrefix("HTTP/1.1"))
            let text = try nginx.authority.bytes("ca.pem")
            #expect(try await words(nginx.client("good", trust: .pem(text))).hasPrefix("HTTP/1.1"))
            #expect(try await words(nginx.client("expired", trust: .unverified)).hasPrefix("HTTP/1.1"))
            let untrusted = try await failure { _ = try await words(nginx.client("good", trust: .system)) }
            #expect(untrusted.code == .untrusted)
            let missing = try await failure {
                _ = try await words(nginx.client("good", trust: .file("/no/such")))
            }
            #expect(missing.code == .badAuthorities)
        }
    }

    @Test func anUnfitCertificateIsCalledWhatItIs() async throws {
        try await Nginx.with { nginx in
            let expired = try await failure { _ = try await words(nginx.client("expired")) }
            #expect(expired.code == .expired, "\(expired)")
            let elsewhere = try await failure { _ = try await words(nginx.client("elsewhere")) }
            #expect(elsewhere.code == .wrongHost, "\(elsewhere)")
            guard case .https(_, let port, _) = nginx.endpoint("good") else { return }
            let plain = HTTPClient(HTTPSettings(.http(host: "localhost", port: port)))
            #expect(try await plain.send(HTTPRequest(.get, "/"), deadline: ample).status == 400)
        }
    }

    @Test func weShowWhoWeAreFromMemory() async throws {
        try await Nginx.with { nginx in
            let client = nginx.client("strict", identity: try nginx.identity("client"))
            #expect(try await words(client).contains("CN=belay"))
            let nobody = try await nginx.client("strict").send(HTTPRequest(.get, "/"), deadline: ample)
            #expect(nobody.status == 400, "nginx says it in HTTP")
            let mixed = ClientIdentity(
                certificates: try nginx.authority.bytes("client.pem"),
                key: Secret(String(decoding: try nginx.authority.bytes("good.key"), as: UTF8.self)))
            let unusable = try await failure { _ = try await words(nginx.client("strict", identity: mixed)) }
            #expect(unusable.code == .badIdentity)
        }
    }

    @Test func aServerThatAlertsRefusesOurCertificate() async throws {
        try await Nginx.with { nginx in
            let folder = nginx.authority.folder
            let port = try #require(nginx.ports.values.max()) &+ 1
            let server = try Program(
                "/usr/bin/openssl",
                [
                    "s_server", "-accept", "127.0.0.1:\(port)", "-cert", "\(folder)/good.pem", "-key",
                    "\(folder)/good.key", "-CAfile", "\(folder)/ca.pem", "-Verify", "1",
                    "-verify_return_error", "-www",
                ], log: "\(folder)/server.log")
            let tls = TLSSettings(trust: .file("\(folder)/ca.pem"))
            let client = HTTPClient(HTTPSettings(.https(host: "localhost", port: port, tls)))
            let code = try await failure {
                _ = try await onceListening { () async throws(HTTPFailure) in
                    try await client.send(HTTPRequest(.get, "/"), deadline: ample)
                }
            }.code
            #expect(code == .identityRefused)
            withExtendedLifetime(server) {}
        }
    }

    @Test func aPortThatDoesNotSpeakTLSIsCalledSo() async throws {
        try await withServer { peer in
            _ = peer.read()
            peer.answer("what?", status: "400 Bad Request")
        } _: { server, _ in
            guard case .http(let host, let port) = server.endpoint else { return }
            let client = HTTPClient(HTTPSettings(.https(host: host, port: port, TLSSettings())))
            let code = try await failure { _ = try await words(client) }.code
            #expect(code == .tlsFailed)
        }
    }

    @Test func manyRequestsShareOneConnectionOfHTTP2() async throws {
        try await Nginx.with { nginx in
            let client = HTTPClient(HTTPSettings(nginx.endpoint("good"), version: .http2))
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<32 { group.addTask { try await words(client) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(answers.count == 1 && answers.first?.hasPrefix("HTTP/2.0") == true, "\(answers)")
        }
    }

    @Test func connectionsUnderTLSAreReused() async throws {
        try await Nginx.with { nginx in
            let client = nginx.client("good")
            var answers: Set<String> = []
            for _ in 0..<10 { answers.insert(try await words(client)) }
            #expect(answers.count == 1, "nginx numbers its connections")
        }
    }

    @Test func aSecondConnectionResumesTheSessionOfTheFirst() async throws {
        try await Nginx.with { nginx in
            let client = nginx.client("good")
            for expected in ["TLSv1.3 .", "TLSv1.3 r", "TLSv1.3 r"] {
                let response = try await client.send(HTTPRequest(.get, "/once"), deadline: ample)
                let words = String(decoding: try await response.collect(atMost: .kibibytes(1)), as: UTF8.self)
                #expect(words == expected)
            }
        }
    }

    @Test func aConversationUnderTLSEndsItsWritingAndGoesOnReading() async throws {
        try await Nginx.with { nginx in
            // nginx passes the connection on to a server of ours, which hears the end and answers all the
            // same.
            try await withServer({ peer in
                _ = peer.readHead()
                peer.write("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n")
                var count = 0
                while let bytes = peer.read() { count += bytes.count }
                peer.write("heard \(count)")
            }) { server, _ in
                let folder = nginx.authority.folder
                guard case .http(_, let port) = server.endpoint, let front = nginx.ports.values.max() else {
                    return
                }
                let socat = try Program(
                    "/usr/bin/socat",
                    [
                        "OPENSSL-LISTEN:\(front + 2),bind=127.0.0.1,reuseaddr,cert=\(folder)/good.pem,"
                            + "key=\(folder)/good.key,verify=0",
                        "TCP:127.0.0.1:\(port)",
                    ], log: "\(folder)/socat.log")
                let tls = TLSSettings(trust: .file("\(folder)/ca.pem"))
                let client = HTTPClient(HTTPSettings(.https(host: "localhost", port: front + 2, tls)))
                let stream = try await onceListening { () async throws(HTTPFailure) in
                    try await client.upgrade(HTTPRequest(.post, "/attach"), deadline: ample)
                }
                try await stream.write([UInt8](repeating: 1, count: 1 << 20))
                stream.closeWrite()
                #expect(try await stream.collect(atMost: .kibibytes(1)) == Array("heard 1048576".utf8))
                withExtendedLifetime(socat) {}
            }
        }
    }

    @Test func certificatesAreReadWhateverTheyAre() async throws {
        try await Nginx.with { nginx in
            for name in ["good", "expired", "elsewhere"] {
                let chain = try await nginx.client(name).certificates(deadline: ample)
                let leaf = try #require(chain.first)
                let host = name == "elsewhere" ? "elsewhere.test" : "localhost"
                #expect(leaf.subject.contains(host) && leaf.issuer.contains("Belay Test Authority"))
                #expect(leaf.alternativeNames == ["DNS:\(host)", "IP Address:127.0.0.9"])
                let days = leaf.notAfter.timeIntervalSinceNow / 86_400
                #expect(name == "expired" ? days < 0 && days > -3 : days > 28 && days < 31)
                #expect(leaf.notBefore.timeIntervalSinceNow < 60 && leaf.pem.contains("BEGIN CERTIFICATE"))
            }
            let plain = HTTPClient(HTTPSettings(.http(host: "localhost", port: 1)))
            let code = try await failure { _ = try await plain.certificates(deadline: ample) }.code
            #expect(code == .badRequest)
        }
    }
}

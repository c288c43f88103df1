import Basis
import HTTP
import Testing

@Suite struct RedirectTests {
    private static func leading(to location: String, status: String = "302 Found") -> @Sendable (Peer) -> Void
    {
        { peer in
            while peer.readHead() != nil {
                peer.answer("moved", status: status, headers: "Location: \(location)\r\n")
            }
        }
    }

    @Test func noneIsFollowedUnlessAskedFor() async throws {
        try await withServer(RedirectTests.leading(to: "/there")) { _, client in
            let response = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
            #expect(response.status == 302 && response.headers["location"] == "/there")
            #expect(try await response.collect(atMost: .kibibytes(1)) == Array("moved".utf8))
        }
    }

    @Test func endlessOnesAreGivenUp() async throws {
        try await withServer(RedirectTests.leading(to: "/again")) { _, client in
            var request = HTTPRequest(.get, "/")
            request.redirects = 3
            let code = try await failure { _ = try await client.send(request, deadline: ample) }.code
            #expect(code == .tooManyRedirects)
        }
    }

    @Test func aPostIsNotFollowed() async throws {
        try await withServer(RedirectTests.leading(to: "/there")) { _, client in
            var request = HTTPRequest(.post, "/", body: .bytes([1]))
            request.redirects = 3
            let status = try await client.send(request, deadline: ample).status
            #expect(status == 302)
        }
    }

    @Test(arguments: [true, false])
    func credentialsGoToNoOtherHost(isOther: Bool) async throws {
        let seen = Guarded("")
        let target = RawServer { peer in
            while let head = peer.readHead() {
                seen.withLock { $0 = head }
                peer.answer("there")
            }
        }
        defer { target.stop() }
        guard case .http(_, let port) = target.endpoint else { return }
        let location = isOther ? "http://localhost:\(port)/there" : "/there"
        let gate = RawServer { peer in
            while let head = peer.readHead() {
                if head.hasPrefix("GET /there") {
                    seen.withLock { $0 = head }
                    peer.answer("there")
                } else {
                    peer.answer("", status: "307 Moved", headers: "Location: \(location)\r\n")
                }
            }
        }
        defer { gate.stop() }
        var request = HTTPRequest(.get, "/")
        request.headers.add("Authorization", Secret("Bearer credential"))
        request.headers.add("Cookie", Secret("session=credential"))
        request.redirects = 3
        let client = HTTPClient(HTTPSettings(gate.endpoint))
        let response = try await client.send(request, deadline: ample)
        #expect(response.status == 200)
        #expect(try await response.collect(atMost: .kibibytes(1)) == Array("there".utf8))
        #expect(seen.withLock { $0.contains("credential") } == !isOther)
    }

    @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/passwd", "gopher://127.0.0.1:1/"])
    func otherProtocolsAreRefused(location: String) async throws {
        try await withServer(RedirectTests.leading(to: location)) { _, client in
            var request = HTTPRequest(.get, "/")
            request.redirects = 3
            let code = try await failure { _ = try await client.send(request, deadline: ample) }.code
            #expect(code == .badRedirect)
        }
    }
}

import Basis
import Glibc
import HTTP
import Testing

/// What the other side, or nobody at all, can do to a request, and what it is called.
@Suite struct FailureTests {
    private func ask(_ endpoint: HTTPEndpoint, _ request: HTTPRequest = HTTPRequest(.get, "/")) async throws
        -> HTTPFailure
    {
        let client = HTTPClient(HTTPSettings(endpoint))
        return try await failure {
            let response = try await client.send(request, deadline: .after(.seconds(30)))
            _ = try await response.collect(atMost: .kibibytes(64))
        }
    }

    private func askServer(_ serve: @escaping @Sendable (Peer) -> Void) async throws -> HTTPFailure {
        let server = RawServer(serve)
        defer { server.stop() }
        return try await ask(server.endpoint)
    }

    @Test func nobodyListens() async throws {
        let server = RawServer { _ in }
        server.stop()
        let endpoint = server.endpoint
        // The port is free again once the listener has seen that it is closed.
        var code = HTTPCode.reset
        _ = await eventually { code == .refused || Task.isCancelled || server.open == 0 }
        for _ in 0..<50 where code != .refused { code = try await ask(endpoint).code }
        #expect(code == .refused)
    }

    @Test func theNameIsUnknown() async throws {
        let code = try await ask(.http(host: "nowhere.invalid", port: 80)).code
        #expect(code == .notResolved)
    }

    @Test func theSocketIsMissing() async throws {
        let code = try await ask(.unix(path: "/tmp/belay-no-such-socket")).code
        #expect(code == .noSuchSocket)
    }

    @Test func theSocketHasNobodyBehindIt() async throws {
        try await withFolder { folder in
            let descriptor = open(folder + "/plain", O_CREAT | O_WRONLY, 0o600)
            close(descriptor)
            let code = try await ask(.unix(path: folder + "/plain")).code
            #expect(code == .refused)
        }
    }

    @Test func theSocketsPathIsTooLong() async throws {
        let failure = try await ask(.unix(path: "/" + String(repeating: "x", count: 200)))
        #expect(failure.code == .badRequest)
    }

    @Test func theConnectionIsResetInsteadOfAnswered() async throws {
        let failure = try await askServer { peer in
            _ = peer.readHead()
            peer.resetOnClose()
        }
        #expect(failure.code == .reset && failure.why?.contains("libcurl") == true)
    }

    @Test func theConnectionIsClosedWithoutAWord() async throws {
        let code = try await askServer { peer in _ = peer.readHead() }.code
        #expect(code == .reset)
    }

    @Test(arguments: ["Content-Length: 10\r\n\r\n1234", "Transfer-Encoding: chunked\r\n\r\n5\r\nab"])
    func theBodyIsCutShort(answer: String) async throws {
        let failure = try await askServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\n" + answer)
        }
        #expect(failure.code == .truncated)
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\u{1}garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
    ])
    func theAnswerIsNotHTTP(answer: String) async throws {
        let failure = try await askServer { peer in
            _ = peer.readHead()
            peer.write(answer)
        }
        #expect(failure.code == .nonsense, "\(failure)")
    }

    @Test func theHeadWeighsTooMuch() async throws {
        let failure = try await askServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\nX-Long: \(String(repeating: "x", count: 80_000))\r\n\r\n")
        }
        #expect(failure.code == .headTooLarge)
    }

    @Test func theHeadHasTooManyFields() async throws {
        let failure = try await askServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 300) + "\r\n")
        }
        #expect(failure.code == .headTooLarge)
    }

    @Test func theHeadNeverEnds() async throws {
        let failure = try await askServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\n")
            while peer.write("X-More: \(String(repeating: "x", count: 500))\r\n") {}
        }
        #expect(failure.code == .headTooLarge)
    }

    @Test(arguments: [true, false])
    func theBodyIsTooLong(isAnnounced: Bool) async throws {
        let failure = try await askServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\n\(isAnnounced ? "Content-Length: 100000\r\n" : "")\r\n")
            peer.write([UInt8](repeating: 1, count: 100_000))
        }
        #expect(failure.code == .bodyTooLong)
    }

    @Test func anUnexpectedStatusBringsTheServicesWords() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.answer("{\"message\":\"no such container\"}\n", status: "404 Not Found")
        } _: { _, client in
            let response = try await client.send(HTTPRequest(.get, "/v1/x?token=secret"), deadline: ample)
            let failure = try await failure { try await response.expecting() }
            #expect(failure.code == .unexpectedStatus && failure.status == 404)
            #expect(failure.why == "{\"message\":\"no such container\"}")
            #expect(failure.place.hasSuffix("/v1/x?…"), "a query may hold secrets")
        }
    }

    @Test(arguments: [
        ("/a b", "X", "y"), ("/a\r\nHost: evil", "X", "y"), ("x", "X", "y"), ("/a#b", "X", "y"),
        ("/ä", "X", "y"), ("/", "X", "a\r\nEvil: 1"), ("/", "X\r\nEvil", "y"), ("/", "X Y", "y"),
        ("/", "", "y"), ("/", "X", "a\0b"), ("/", "Content-Length", "5"),
        ("/", "transfer-encoding", "chunked"),
        ("/", "Connection", "close"),
    ])
    func aRequestThatCouldBeReadInTwoWaysIsRefused(target: String, name: String, value: String) async throws {
        try await withServer(answering()) { server, client in
            var request = HTTPRequest(.get, target)
            request.headers.add(name, value)
            let failure = try await failure { _ = try await client.send(request, deadline: ample) }
            #expect(failure.code == .badRequest && server.accepted == 0)
        }
    }

    @Test func aHiddenTargetStaysHidden() async throws {
        var request = HTTPRequest(.post, "/services/T0/B0/secret")
        request.hidesTarget = true
        let failure = try await ask(.unix(path: "/tmp/belay-no-such-socket"), request)
        #expect(!"\(failure) \(failure.diagnostic)".contains("secret"))
    }
}

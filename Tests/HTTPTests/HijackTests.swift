import Basis
import HTTP
import Testing
import Synchronization

@Suite struct HijackTests {
    private static let switching = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
    private static let plain = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"

    /// Gives back what it gets, then, once nothing more comes, says goodbye.
    private static func echo(after head: String) -> @Sendable (Peer) -> Void {
        { peer in
            _ = peer.readHead()
            peer.write(head + "early ")
            while let bytes = peer.read() { peer.write(bytes) }
            peer.write(" goodbye")
        }
    }

    @Test(arguments: [switching, plain])
    func bothSidesSpeakAndWritingEndsFirst(head: String) async throws {
        try await withFolder { folder in
            let server = RawServer(path: folder + "/s", HijackTests.echo(after: head))
            defer { server.stop() }
            let client = HTTPClient(HTTPSettings(server.endpoint))
            let stream = try await client.upgrade(HTTPRequest(.post, "/exec/1/start"), deadline: ample)
            #expect([101, 200].contains(stream.head.status))
            try await stream.write(Array("one ".utf8))
            try await stream.write(Array("two".utf8))
            stream.closeWrite()
            #expect(try await stream.collect(atMost: .kibibytes(1)) == Array("early one two goodbye".utf8))
            let late = try await failure { try await stream.write([1]) }
            #expect(late.code == .badRequest)
        }
    }

    @Test func muchIsWrittenWhileMuchIsRead() async throws {
        try await withServer(HijackTests.echo(after: HijackTests.switching)) { _, client in
            let stream = try await client.upgrade(HTTPRequest(.post, "/attach"), deadline: ample)
            let writing = Task {
                for _ in 0..<32 { try await stream.write([UInt8](repeating: 3, count: 1 << 20)) }
                stream.closeWrite()
            }
            var count = 0
            while let bytes = try await stream.next() { count += bytes.count }
            try await writing.value
            #expect(count == 32 << 20 + "early  goodbye".utf8.count)
        }
    }

    @Test func aReaderThatWaitsHoldsBackTheWriter() async throws {
        let written = Atomic(0)
        try await withServer { peer in
            _ = peer.readHead()
            peer.write(HijackTests.switching)
            while peer.write([UInt8](repeating: 1, count: 1 << 20)) { written.add(1, ordering: .relaxed) }
        } _: { server, client in
            let stream = try await client.upgrade(HTTPRequest(.post, "/attach"), deadline: ample)
            var last = -1
            while last != written.load(ordering: .relaxed) {
                last = written.load(ordering: .relaxed)
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(last < 32)
            #expect(try await stream.next() != nil)
            stream.close()
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test func theRequestsBodyGoesBeforeTheConversation() async throws {
        let seen = Guarded("")
        try await withServer { peer in
            let head = peer.readHead() ?? ""
            let body = peer.read(exactly: 2)
            seen.withLock { $0 = head + String(decoding: body, as: UTF8.self) }
            peer.write(HijackTests.switching)
        } _: { _, client in
            let request = HTTPRequest(
                .post, "/exec", headers: HTTPHeaders(["X-A": "b"]), body: .bytes(Array("{}".utf8)))
            let stream = try await client.upgrade(request, deadline: ample)
            #expect(try await stream.next() == nil)
            let text = seen.withLock { $0 }
            #expect(text.hasPrefix("POST /exec HTTP/1.1\r\nHost: 127.0.0.1:"))
            #expect(text.contains("Connection: Upgrade\r\nUpgrade: tcp\r\n") && text.contains("X-A: b\r\n"))
            #expect(text.hasSuffix("Content-Length: 2\r\n\r\n{}"))
        }
    }

    @Test func aRefusalBringsTheServicesWords() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.answer("container is not running", status: "409 Conflict")
            peer.awaitEnd()
        } _: { server, client in
            let failure = try await failure {
                _ = try await client.upgrade(HTTPRequest(.post, "/"), deadline: ample)
            }
            #expect(failure.code == .unexpectedStatus && failure.status == 409)
            #expect(failure.why == "container is not running")
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", HTTPCode.upgradeRefused),
        ("nonsense\r\n", .nonsense),
        ("", .reset), ("HTTP/1.1 101 X\r\nX: \(String(repeating: "x", count: 70_000))", .headTooLarge),
    ])
    func anAnswerThatHandsNothingOverIsSaidSo(answer: String, code: HTTPCode) async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.write(answer)
        } _: { _, client in
            let failure = try await failure {
                _ = try await client.upgrade(HTTPRequest(.post, "/"), deadline: ample)
            }
            #expect(failure.code == code)
        }
    }

    @Test func aConversationEndsWithItsDeadlineItsTaskOrItsOwner() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.write(HijackTests.switching)
            peer.awaitEnd()
        } _: { server, client in
            let short = try await client.upgrade(HTTPRequest(.post, "/"), deadline: .after(.seconds(6)))
            let code = try await failure { _ = try await short.next() }.code
            #expect(code == .timedOut)

            let stream = try await client.upgrade(HTTPRequest(.post, "/"), deadline: ample)
            let task = Task { _ = try await stream.next() }
            task.cancel()
            let second = try await failure { try await task.value }.code
            #expect(second == .cancelled)

            _ = try await client.upgrade(HTTPRequest(.post, "/"), deadline: ample)
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test func nobodyToHandOverAnything() async throws {
        let client = HTTPClient(HTTPSettings(.unix(path: "/tmp/belay-no-such-socket")))
        let failure = try await failure {
            _ = try await client.upgrade(HTTPRequest(.post, "/"), deadline: ample)
        }
        #expect(failure.code == .noSuchSocket)
    }
}

import Basis
import Glibc
import HTTP
import Testing
import Synchronization

@Suite struct ExchangeTests {
    @Test func aRequestIsAnswered() async throws {
        try await withServer(answering("hello", headers: "X-One: 1\r\nx-one: 2\r\n")) { _, client in
            let response = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
            #expect(response.status == 200)
            #expect(response.headers.all("X-ONE") == ["1", "2"])
            #expect(try await response.collect(atMost: .kibibytes(1)) == Array("hello".utf8))
        }
    }

    @Test func aUnixSocketIsReached() async throws {
        try await withFolder { folder in
            let server = RawServer(path: folder + "/s", answering())
            defer { server.stop() }
            let client = HTTPClient(HTTPSettings(server.endpoint))
            let response = try await client.send(HTTPRequest(.get, "/x"), deadline: ample)
            #expect(try await response.collect(atMost: .kibibytes(1)) == Array("hello".utf8))
        }
    }

    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"])
    func everyMethodArrivesAsItIs(name: String) async throws {
        let seen = Guarded("")
        try await withServer { peer in
            while let head = peer.readHead() {
                seen.withLock { $0 = head }
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        } _: { _, client in
            var request = HTTPRequest(HTTPMethod(name), "/a/../b?c=d")
            request.headers.add("X-Empty", "")
            request.headers.add("X-Full", "full")
            let response = try await client.send(request, deadline: ample)
            _ = try await response.collect(atMost: .kibibytes(1))
            let lines = seen.withLock { $0.split(separator: "\r\n").map(String.init) }
            #expect(lines.first == "\(name) /a/../b?c=d HTTP/1.1")
            #expect(lines.contains("X-Full: full") && lines.contains("X-Empty:"))
            #expect(lines.contains("Content-Length: 0") == ["POST", "PUT", "PATCH"].contains(name))
            #expect(
                !lines.contains {
                    $0.hasPrefix("Accept") || $0.hasPrefix("Expect") || $0.hasPrefix("User-Agent")
                })
        }
    }

    @Test func theHeadArrivesBeforeAnyByteOfTheBody() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            peer.awaitEnd()
        } _: { server, client in
            let response = try await client.send(HTTPRequest(.get, "/events"), deadline: ample)
            #expect(response.status == 200)
            #expect(server.open == 1)
            _ = consume response
            #expect(await eventually { server.open == 0 }, "a body dropped unread ends the transfer")
        }
    }

    @Test func connectionsAreReused() async throws {
        try await withServer(answering()) { server, client in
            for _ in 0..<50 {
                let response = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
                _ = try await response.collect(atMost: .kibibytes(1))
            }
            #expect(server.accepted == 1)
        }
    }

    @Test func aShortBodyLeftUnreadKeepsItsConnection() async throws {
        try await withServer(answering()) { server, client in
            for _ in 0..<20 { _ = try await client.send(HTTPRequest(.delete, "/"), deadline: ample) }
            #expect(server.accepted <= 5)
        }
    }

    @Test func sixtyFourAreUnderWayAtOnce() async throws {
        let all = 64
        let waiting = Atomic(0)
        try await withServer { peer in
            while peer.readHead() != nil {
                // Nobody is answered until everybody has asked.
                waiting.add(1, ordering: .relaxed)
                while waiting.load(ordering: .relaxed) < all { sched_yield() }
                peer.answer("done")
            }
        } _: { server, client in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<all {
                    group.addTask {
                        let response = try await client.send(HTTPRequest(.get, "/\(number)"), deadline: ample)
                        return try await response.collect(atMost: .kibibytes(1)).count
                    }
                }
                let total = try await group.reduce(0, +)
                #expect(total == all * 4)
            }
            #expect(server.accepted == all)
        }
    }
}

import Basis
import Glibc
import HTTP
import Synchronization
import Testing

/// Exchanges that are called off, run out of time, or are dropped: each really ends, and each says what it
/// was.
@Suite struct EndingTests {
    /// Answers nothing, and ends when the other side does.
    private static let mute: @Sendable (Peer) -> Void = { peer in
        _ = peer.readHead()
        peer.awaitEnd()
    }

    @Test func cancellingATaskClosesItsConnection() async throws {
        try await withServer(EndingTests.mute) { server, client in
            let task = Task { try await client.send(HTTPRequest(.get, "/"), deadline: ample) }
            #expect(await eventually { server.open == 1 })
            let start = ContinuousClock.now
            task.cancel()
            let failure = try await failure { _ = try await task.value }
            let latency = start.duration(to: .now)
            #expect(failure.code == .cancelled)
            #expect(latency < .seconds(5), "bounded generously: the machine may be busy")
            #expect(await eventually { server.open == 0 }, "the server sees the connection end")
        }
    }

    @Test func aTaskCancelledBeforehandNeverConnects() async throws {
        try await withServer(EndingTests.mute) { server, client in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
            }
            let code = try await failure { try await task.value }.code
            #expect(code == .cancelled)
            #expect(server.accepted == 0)
        }
    }

    @Test func cancellingAReaderClosesItsConnection() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\n\r\nfirst")
            peer.awaitEnd()
        } _: { server, client in
            let response = try await client.send(HTTPRequest(.get, "/events"), deadline: ample)
            #expect(try await response.body.next() == Array("first".utf8))
            let task = Task { _ = try await response.body.next() }
            task.cancel()
            let code = try await failure { try await task.value }.code
            #expect(code == .cancelled)
            #expect(await eventually { server.open == 0 })
            #expect(
                try await failure { _ = try await response.body.next() }.code == .cancelled, "and it stays so"
            )
        }
    }

    @Test func aDeadlineIsNoCancellation() async throws {
        try await withServer(EndingTests.mute) { server, client in
            let failure = try await failure {
                _ = try await client.send(HTTPRequest(.get, "/"), deadline: .after(.seconds(1)))
            }
            #expect(failure.code == .timedOut && failure.phase == .waitingForHead)
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test func aDeadlineIsForTheBodyToo() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234")
            peer.awaitEnd()
        } _: { _, client in
            let response = try await client.send(HTTPRequest(.get, "/"), deadline: .after(.seconds(2)))
            let failure = try await failure { _ = try await response.collect(atMost: .kibibytes(1)) }
            #expect(failure.code == .timedOut && failure.phase == .receiving)
        }
    }

    @Test func aDeadlineThatHasPassedAsksNothing() async throws {
        try await withServer(EndingTests.mute) { server, client in
            let failure = try await failure {
                _ = try await client.send(HTTPRequest(.get, "/"), deadline: .after(.zero))
            }
            #expect(failure.code == .timedOut && failure.phase == .waitingItsTurn && server.accepted == 0)
        }
    }

    @Test func aSilentServerIsIdleLongBeforeTheDeadline() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\n\r\nlast words")
            peer.awaitEnd()
        } _: { _, client in
            var request = HTTPRequest(.get, "/")
            request.idleAllowance = .milliseconds(200)
            let response = try await client.send(request, deadline: ample)
            let code = try await failure { _ = try await response.collect(atMost: .kibibytes(1)) }.code
            #expect(code == .idle)
        }
    }

    @Test func closingTheClientEndsEverything() async throws {
        try await withServer(EndingTests.mute) { server, client in
            let tasks = (0..<8).map { _ in
                Task { _ = try await client.send(HTTPRequest(.get, "/"), deadline: ample) }
            }
            #expect(await eventually { server.open == 8 })
            client.close()
            for task in tasks { #expect(try await failure { try await task.value }.code == .closed) }
            #expect(await eventually { server.open == 0 })
            let late = try await failure {
                _ = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
            }
            #expect(late.code == .closed)
        }
    }

    @Test func aDroppedClientEndsItsThreadAndItsIdleConnections() async throws {
        let server = RawServer(answering())
        defer { server.stop() }
        do {
            let client = HTTPClient(HTTPSettings(server.endpoint))
            let response = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
            _ = try await response.collect(atMost: .kibibytes(1))
            #expect(server.open == 1)
        }
        #expect(await eventually { server.open == 0 })
    }

    @Test func manyCancellationsAtOddMomentsLeaveNothingBehind() async throws {
        try await withServer(answering(String(repeating: "x", count: 100_000))) { server, client in
            for round in 0..<200 {
                let task = Task {
                    let response = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
                    return try await response.collect(atMost: .mebibytes(1)).count
                }
                for _ in 0..<(round * 7 % 40) { await Task.yield() }
                task.cancel()
                switch await task.result {
                case .success(let count): #expect(count == 100_000)
                case .failure(let failure): #expect((failure as? HTTPFailure)?.code == .cancelled)
                }
            }
            client.close()
            #expect(await eventually { server.open == 0 })
        }
    }
}

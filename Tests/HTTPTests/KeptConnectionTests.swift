import Basis
import HTTP
import Synchronization
import Testing

/// What travels on a connection that was used before, and what happens when that turns out to be dead.
@Suite struct KeptConnectionTests {
    private static let acts = [
        HTTPRequest(.post, "/"), HTTPRequest(.post, "/", body: .bytes(Array("act".utf8))),
        HTTPRequest(.patch, "/", body: .bytes(Array("act".utf8))),
        HTTPRequest(.put, "/", body: .bytes(Array("act".utf8))),
    ]

    private func ask(_ client: HTTPClient, _ request: HTTPRequest) async throws {
        let response = try await client.send(request, deadline: ample)
        _ = try await response.collect(atMost: .kibibytes(1))
    }

    /// Answers, but loses the connection at the `last` request on it, having read that.
    private func losing(at last: Int, _ asked: @escaping @Sendable (String) -> Void)
        -> @Sendable (Peer) -> Void
    {
        { peer in
            for number in 1... {
                guard let head = peer.readHead() else { return }
                let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
                    .flatMap { Int($0.dropFirst("Content-Length: ".count)) }
                _ = peer.read(exactly: length ?? 0)
                asked(head)
                if number == last { return }
                peer.answer("done")
            }
        }
    }

    @Test func actsInARowShareOneConnection() async throws {
        try await withServer(losing(at: .max) { _ in }) { server, client in
            for _ in 0..<5 { for act in Self.acts { try await ask(client, act) } }
            #expect(server.accepted == 1)
        }
    }

    @Test func anActGoesOnNoConnectionThatWasIdle() async throws {
        try await withServer(losing(at: .max) { _ in }) { server, client in
            for act in Self.acts {
                try await ask(client, HTTPRequest(.get, "/"))
                let before = server.accepted
                try await Task.sleep(for: .milliseconds(1050))
                try await ask(client, act)
                #expect(server.accepted == before + 1, "\(act.method.name)")
            }
        }
    }

    @Test(arguments: acts.indices)
    func anActIsNeverSentTwiceBehindOnesBack(index: Int) async throws {
        let acts = Atomic(0)
        try await withServer(
            losing(at: 2) { head in if !head.hasPrefix("GET") { acts.add(1, ordering: .relaxed) } }
        ) { _, client in
            try await ask(client, HTTPRequest(.get, "/"))
            // On the same connection, or it would be answered. It is acted upon, then lost: a second try
            // would act again.
            let failure = try await failure { try await ask(client, Self.acts[index]) }
            #expect(failure.code == .reset && acts.load(ordering: .relaxed) == 1)
        }
    }

    @Test func aQuestionIsAskedAgain() async throws {
        try await withServer(losing(at: 2) { _ in }) { server, client in
            for _ in 0..<3 { try await ask(client, HTTPRequest(.get, "/")) }
            #expect(server.accepted == 3)
        }
    }
}

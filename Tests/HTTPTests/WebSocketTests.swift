import Basis
import Testing

@testable import HTTP

/// A server's half of RFC 6455, just enough to talk to a client.
private struct Served {
    let peer: Peer

    /// Answers the handshake; `spoil` may change the answer's lines.
    init(_ peer: Peer, subprotocol: String? = nil, spoil: (inout [String]) -> Void = { _ in }) {
        self.peer = peer
        let lines = (peer.readHead() ?? "").split(separator: "\r\n")
        let key = lines.first { $0.hasPrefix("Sec-WebSocket-Key: ") }?.dropFirst(19) ?? ""
        let proof = SHA1.digest(Array("\(key)258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8)).base64
        var answer = [
            "HTTP/1.1 101 Switching Protocols", "Upgrade: WebSocket", "Connection: keep-alive, Upgrade",
            "Sec-WebSocket-Accept: \(proof)",
        ]
        if let subprotocol { answer.append("Sec-WebSocket-Protocol: \(subprotocol)") }
        spoil(&answer)
        peer.write(answer.joined(separator: "\r\n") + "\r\n\r\n")
    }

    func send(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) {
        peer.write(WebSocketCodecTests.served(opcode, payload, isFinal: isFinal))
    }

    /// The next short frame, its mask taken off; nil when the client has gone.
    func receive() -> (opcode: UInt8, payload: [UInt8])? {
        let header = peer.read(exactly: 2)
        guard header.count == 2, header[1] & 0x80 != 0 else { return nil }
        let rest = peer.read(exactly: Int(header[1] & 0x7f) + 4)
        return (header[0] & 0x0f, rest.dropFirst(4).enumerated().map { $0.element ^ rest[$0.offset % 4] })
    }
}

@Suite struct WebSocketTests {
    private func open(_ client: HTTPClient, _ subprotocols: [String] = []) async throws -> WebSocket {
        try await client.webSocket(
            HTTPRequest(.get, "/exec"), subprotocols: subprotocols, messageLimit: .kibibytes(64),
            deadline: ample)
    }

    @Test func aConversationGoesBothWaysAndEndsProperly() async throws {
        try await withServer { peer in
            let server = Served(peer, subprotocol: "v4.channel.k8s.io")
            while let (opcode, payload) = server.receive() {
                if opcode == 8 {
                    server.send(8, payload)
                    return peer.awaitEnd()
                }
                server.send(9, Array("there?".utf8))
                guard let pong = server.receive(), pong.opcode == 10 else { return }
                server.send(opcode, payload + pong.payload)
            }
        } _: { server, client in
            let socket = try await open(client, ["v5.channel.k8s.io", "v4.channel.k8s.io"])
            #expect(socket.subprotocol == "v4.channel.k8s.io")
            try await socket.send("hello ")
            #expect(try await socket.next() == .text("hello there?"))
            try await socket.send([1, 2])
            #expect(try await socket.next() == .binary([1, 2] + Array("there?".utf8)))
            try await socket.close(WebSocketClosing(code: 1000, reason: "done"))
            #expect(try await socket.next() == nil)
            #expect(socket.closing == WebSocketClosing(code: 1000, reason: "done"))
            let code = try await failure { try await socket.send("late") }.code
            #expect(code == .badRequest)
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test func theOtherSidesCloseIsAnswered() async throws {
        let answered = Promise<[UInt8]>()
        try await withServer { peer in
            let server = Served(peer)
            server.send(1, Array("last".utf8))
            server.send(8, [0x03, 0xe9])
            answered.keep(server.receive()?.payload ?? [])
        } _: { _, client in
            let socket = try await open(client)
            #expect(try await socket.next() == .text("last"))
            #expect(try await socket.next() == nil)
            #expect(socket.closing?.code == 1001)
            #expect(await answered.value == [0x03, 0xe9])
        }
    }

    @Test func aBrokenRuleIsToldToTheOtherSide() async throws {
        let answered = Promise<[UInt8]>()
        try await withServer { peer in
            let server = Served(peer)
            server.send(1, [0xff])
            answered.keep(server.receive()?.payload ?? [])
        } _: { _, client in
            let socket = try await open(client)
            let code = try await failure { _ = try await socket.next() }.code
            #expect(code == .nonsense)
            #expect(await answered.value.prefix(2) == [0x03, 0xef])
        }
    }

    @Test func aConnectionThatEndsWithoutAWordIsNoEnd() async throws {
        try await withServer { peer in
            _ = Served(peer)
        } _: { _, client in
            let socket = try await open(client)
            let code = try await failure { _ = try await socket.next() }.code
            #expect(code == .truncated)
        }
    }

    @Test func aMessageThatIsTooLongEndsTheConversation() async throws {
        try await withServer { peer in
            Served(peer).send(2, [UInt8](repeating: 0, count: 70_000))
            peer.awaitEnd()
        } _: { server, client in
            let socket = try await open(client)
            let code = try await failure { _ = try await socket.next() }.code
            #expect(code == .bodyTooLong)
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test(arguments: [
        "Upgrade: h2c", "Connection: close", "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: other",
    ])
    func anAnswerThatDoesNotFitIsRefused(line: String) async throws {
        try await withServer { peer in
            let name = line.prefix { $0 != ":" }
            _ = Served(peer) { answer in
                answer.removeAll { $0.hasPrefix(name) }
                answer.append(line)
            }
            peer.awaitEnd()
        } _: { server, client in
            let code = try await failure { _ = try await open(client) }.code
            #expect(code == .upgradeRefused)
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test func aSubprotocolThatIsNotChosenIsRefused() async throws {
        try await withServer { peer in
            _ = Served(peer)
            peer.awaitEnd()
        } _: { _, client in
            let code = try await failure { _ = try await open(client, ["v4"]) }.code
            #expect(code == .upgradeRefused)
        }
    }
}

internal import Basis

/// The server's end of a WebSocket, RFC 6455: whole messages in, whole messages out.
final class WebSocketPeer: Sendable {
    private let wire: Wire
    private let isClosed = Guarded(false)

    /// The longest message that is taken.
    private static let longest = 16 << 20

    /// Answers the handshake with one of the protocols that were offered.
    init(_ wire: Wire, _ request: WireRequest, speaking name: String) {
        self.wire = wire
        let key = request.headers["sec-websocket-key"] ?? ""
        let seal = SHA1.hash(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        wire.write(
            Array(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: \(Base64.text(seal))\r\nSec-WebSocket-Protocol: \(name)\r\n\r\n")
                    .utf8))
    }

    /// The protocols that a request offers, in its order.
    static func offered(_ request: WireRequest) -> [String] {
        guard request.headers["upgrade"]?.lowercased() == "websocket" else { return [] }
        return (request.headers["sec-websocket-protocol"] ?? "").split(separator: ",").map {
            $0.filter { $0 != " " }
        }
    }

    /// The next message; nil when there will be none.
    func receive() -> [UInt8]? {
        var message: [UInt8] = []
        while let head = wire.read(exactly: 2) {
            var length = Int(head[1] & 0x7f)
            if length >= 126 {
                guard let more = wire.read(exactly: length == 126 ? 2 : 8) else { return nil }
                length = more.reduce(0) { $0 << 8 | Int($1) }
            }
            guard length <= WebSocketPeer.longest, head[1] & 0x80 != 0,
                let mask = wire.read(exactly: 4), let masked = wire.read(exactly: length)
            else { return nil }
            let payload = masked.enumerated().map { $0.element ^ mask[$0.offset % 4] }
            switch head[0] & 0x0f {
            case 8:
                write(opcode: 8, Array(payload.prefix(2)))
                isClosed.withLock { $0 = true }
                return nil
            case 9: write(opcode: 10, payload)
            case 10: continue
            default:
                message += payload
                if head[0] & 0x80 != 0 { return message }
            }
        }
        return nil
    }

    /// Sends on a channel.
    func send(_ channel: UInt8, _ bytes: [UInt8]) { write(opcode: 2, [channel] + bytes) }

    /// Says that there will be nothing more.
    func close() {
        write(opcode: 8, [0x03, 0xe8])
        isClosed.withLock { $0 = true }
    }

    private func write(opcode: UInt8, _ payload: [UInt8]) {
        var head: [UInt8] = [0x80 | opcode]
        switch payload.count {
        case ..<126: head.append(UInt8(payload.count))
        case ..<65536: head += [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xff)]
        default: head += [127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        let frame = head + payload
        isClosed.withLock { if !$0 { wire.write(frame) } }
    }
}

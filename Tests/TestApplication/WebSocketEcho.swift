/// Echoes every message of a WebSocket, fragment by fragment, and ends as RFC 6455 wants.
struct WebSocketEcho {
    let connection: Connection
    let request: Request

    /// Messages of tests are small.
    private static let payloadAtMost = 1 << 20
    private static let magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    func serve() {
        guard let key = request.headers["sec-websocket-key"],
            request.headers["upgrade"]?.lowercased() == "websocket"
        else { return connection.send(Response("a WebSocket is spoken here", status: 426), to: request) }
        connection.close()
        let accept = Sha1.base64(of: Array("\(key)\(WebSocketEcho.magic)".utf8))
        let head =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(accept)\r\nX-Version: \(connection.server.settings.version)\r\n\r\n"
        guard connection.write(Array(head.utf8)) else { return }
        while echoFrame() {}
    }

    private func echoFrame() -> Bool {
        guard let head = connection.read(2), let (length, mask) = lengthAndMask(head[1]) else { return false }
        guard var payload = connection.read(length) else { return false }
        for index in payload.indices { payload[index] ^= mask[index & 3] }
        let code = head[0] & 0x0f
        switch code {
        // A pong that nobody asked for is no reason to answer.
        case 0xa: return true
        // A ping is answered by a pong, all else by itself.
        case 0x9: return connection.write(frame(head[0] & 0xf0 | 0xa, payload))
        default: return connection.write(frame(head[0], payload)) && code != 0x8
        }
    }

    /// Nil for what a client must not send: no mask, or more than we take.
    private func lengthAndMask(_ byte: UInt8) -> (Int, [UInt8])? {
        guard byte & 0x80 != 0 else { return nil }
        var length = Int(byte & 0x7f)
        if length >= 126 {
            guard let more = connection.read(length == 126 ? 2 : 8) else { return nil }
            length = more.reduce(0) { min($0, WebSocketEcho.payloadAtMost) << 8 | Int($1) }
        }
        guard length <= WebSocketEcho.payloadAtMost, let mask = connection.read(4) else { return nil }
        return (length, mask)
    }

    private func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let count = payload.count
        var bytes = [first]
        if count < 126 {
            bytes.append(UInt8(count))
        } else {
            let width = count < 1 << 16 ? 2 : 8
            bytes.append(width == 2 ? 126 : 127)
            for index in (0..<width).reversed() {
                bytes.append(UInt8(truncatingIfNeeded: count >> (8 * index)))
            }
        }
        return bytes + payload
    }
}

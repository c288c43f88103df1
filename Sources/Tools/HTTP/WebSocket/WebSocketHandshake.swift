internal import Basis

/// The opening of a WebSocket (RFC 6455, 4.1): what is asked, and whether the answer fits.
///
/// Pure.
struct WebSocketHandshake {
    /// What RFC 6455 appends to every key.
    private static let suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    let key: String
    let subprotocols: [String]

    /// Takes sixteen bytes that nobody can foresee.
    init(nonce: [UInt8], subprotocols: [String]) {
        Mistake.unless(nonce.count == 16, "A handshake's nonce has sixteen bytes.")
        key = nonce.base64
        self.subprotocols = subprotocols
    }

    /// The request with what asks for a WebSocket.
    func asking(_ request: HTTPRequest) -> HTTPRequest {
        var request = request
        request.headers.add("Sec-WebSocket-Key", key)
        request.headers.add("Sec-WebSocket-Version", "13")
        if !subprotocols.isEmpty {
            request.headers.add("Sec-WebSocket-Protocol", subprotocols.joined(separator: ", "))
        }
        return request
    }

    /// What the other side must answer to prove that it understood.
    var expectedAnswer: String { SHA1.digest(Array((key + WebSocketHandshake.suffix).utf8)).base64 }

    /// What is wrong with an answer, in words; nil if nothing is.
    func flaw(in head: HTTPHead) -> String? {
        let headers = head.headers
        if head.status != 101 { return "the status is \(head.status) instead of 101" }
        if !headers.list("Upgrade", contains: "websocket") { return "the answer does not name WebSocket" }
        if !headers.list("Connection", contains: "upgrade") {
            return "the answer does not upgrade the connection"
        }
        if headers.all("Sec-WebSocket-Accept") != [expectedAnswer] {
            return "the answer does not fit the key"
        }
        if headers["Sec-WebSocket-Extensions"] != nil {
            return "the answer names an extension nobody asked for"
        }
        let chosen = headers.all("Sec-WebSocket-Protocol")
        if chosen.count > 1 || chosen.first.map({ !subprotocols.contains($0) }) == true {
            return "the answer chooses a subprotocol nobody offered"
        }
        if !subprotocols.isEmpty, chosen.isEmpty {
            return "the answer chooses none of the offered subprotocols"
        }
        return nil
    }
}

extension [UInt8] {
    /// The bytes in base 64 (RFC 4648, 4), padded.
    var base64: String {
        let letters = [Character]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: count, by: 3) {
            let group: ArraySlice<UInt8> = self[start..<Swift.min(start + 3, count)]
            var bits = 0
            for byte in group { bits = bits << 8 | Int(byte) }
            bits <<= 8 * (3 - group.count)
            for place in 0..<4 {
                text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : Character("="))
            }
        }
        return text
    }
}

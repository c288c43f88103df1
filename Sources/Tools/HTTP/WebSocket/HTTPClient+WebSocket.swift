package import Basis

extension HTTPClient {
    /// Opens a WebSocket.
    ///
    /// If subprotocols are offered, the other side must choose one of them.
    ///
    /// The deadline is for the whole conversation; a message longer than the limit ends it.
    package func webSocket(
        _ request: HTTPRequest, subprotocols: [String] = [], messageLimit: ByteCount, deadline: Deadline
    ) async throws(HTTPFailure) -> WebSocket {
        var random = SystemRandomNumberGenerator()
        let nonce = (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
        let handshake = WebSocketHandshake(nonce: nonce, subprotocols: subprotocols)
        let stream = try await upgrade(handshake.asking(request), to: "websocket", deadline: deadline)
        if let flaw = handshake.flaw(in: stream.head) {
            stream.close()
            throw HTTPFailure(.upgradeRefused, at: stream.place, why: flaw, status: stream.head.status)
        }
        return WebSocket(stream, messageLimit: messageLimit)
    }
}

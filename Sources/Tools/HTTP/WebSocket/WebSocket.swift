internal import Basis

/// A conversation in messages (RFC 6455), this side being the client.
///
/// One task reads; any number may send. Reading on is what answers pings and the other side's close. Dropping
/// it closes the connection.
package final class WebSocket: Sendable {
    private struct State {
        var decoder: WebSocketFrameDecoder
        var assembler: WebSocketAssembler
        var frames: ArraySlice<WebSocketFrame> = []
        var hasSentClose = false
        var closing: WebSocketClosing?
    }

    /// What the other side chose of the subprotocols that were offered.
    package let subprotocol: String?
    private let stream: HijackedStream
    private let state: Guarded<State>

    init(_ stream: HijackedStream, messageLimit: ByteCount) {
        self.stream = stream
        subprotocol = stream.head.headers["Sec-WebSocket-Protocol"]
        state = Guarded(
            State(
                decoder: WebSocketFrameDecoder(payloadLimit: messageLimit),
                assembler: WebSocketAssembler(messageLimit: messageLimit)))
    }

    /// Why the other side ended the conversation, once `next` has returned nil.
    package var closing: WebSocketClosing? { state.withLock(\.closing) }

    /// The next message, or nil once the other side has properly ended the conversation.
    ///
    /// A connection that ends without that throws `http.body-cut-short`. A broken rule throws
    /// `http.protocol-violated`, and the other side is told so.
    package func next() async throws(HTTPFailure) -> WebSocketMessage? {
        while closing == nil {
            let event: WebSocketEvent?
            do throws(WebSocketFlaw) {
                event = try nextEvent()
            } catch {
                throw await refuse(error)
            }
            switch event {
            case .text(let text): return .text(text)
            case .binary(let bytes): return .binary(bytes)
            case .ping(let bytes): try await send(WebSocketFrame(.pong, bytes))
            case .pong: continue
            case .close(let closing): await end(closing)
            case nil: try await read()
            }
        }
        return nil
    }

    /// Sends a text.
    package func send(_ text: String) async throws(HTTPFailure) {
        try await send(WebSocketFrame(.text, Array(text.utf8)))
    }

    /// Sends bytes.
    package func send(_ bytes: [UInt8]) async throws(HTTPFailure) {
        try await send(WebSocketFrame(.binary, bytes))
    }

    /// Asks whether the other side is there; the answer keeps intermediaries from taking the connection for
    /// dead.
    package func ping() async throws(HTTPFailure) { try await send(WebSocketFrame(.ping, [])) }

    /// Says that nothing more will be sent.
    ///
    /// The conversation is over when `next` returns nil.
    package func close(_ closing: WebSocketClosing = .normal) async throws(HTTPFailure) {
        try await send(WebSocketFrame(.close, closing.payload))
    }

    private func nextEvent() throws(WebSocketFlaw) -> WebSocketEvent? {
        let result: Result<WebSocketEvent?, WebSocketFlaw> = state.withLock { state in
            do throws(WebSocketFlaw) {
                while let frame = state.frames.popFirst() {
                    if let event = try state.assembler.take(frame) { return .success(event) }
                }
                return .success(nil)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func read() async throws(HTTPFailure) {
        let bytes: [UInt8]?
        do {
            bytes = try await stream.next()
        } catch let failure as HTTPFailure {
            throw failure
        } catch {
            throw HTTPFailure(.unknown, at: stream.place, why: "\(error)")
        }
        guard let bytes else {
            throw HTTPFailure(.truncated, at: stream.place, why: "the connection ended without a close frame")
        }
        let flaw: WebSocketFlaw? = state.withLock { state in
            do throws(WebSocketFlaw) {
                state.frames += try state.decoder.decode(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let flaw { throw await refuse(flaw) }
    }

    /// Tells the other side what it did wrong and hangs up.
    private func refuse(_ flaw: WebSocketFlaw) async -> HTTPFailure {
        let closing = WebSocketClosing(code: flaw.closeCode, reason: flaw.why)
        try? await send(WebSocketFrame(.close, closing.payload))
        stream.close()
        var code = HTTPCode.nonsense
        if case .tooLong = flaw { code = .bodyTooLong }
        return HTTPFailure(code, at: stream.place, why: flaw.why)
    }

    /// Answers a close with a close, unless ours came first, and hangs up.
    private func end(_ closing: WebSocketClosing) async {
        if !state.withLock(\.hasSentClose) {
            // Whether it still hears the answer is no matter: it has said that it is done.
            try? await send(WebSocketFrame(.close, WebSocketClosing(code: closing.code).payload))
        }
        state.withLock { $0.closing = closing }
        stream.close()
    }

    private func send(_ frame: WebSocketFrame) async throws(HTTPFailure) {
        let isOver = state.withLock { state in
            defer { if frame.opcode == .close { state.hasSentClose = true } }
            return state.hasSentClose
        }
        // A pong after our close is not owed; anything else would be said to nobody.
        if isOver && frame.opcode.isControl { return }
        if isOver { throw HTTPFailure(.badRequest, at: stream.place, why: "the WebSocket has been closed") }
        var random = SystemRandomNumberGenerator()
        try await stream.write(
            frame.encoded(mask: UInt32.random(in: 0 ... .max, using: &random).bigEndianBytes))
    }
}

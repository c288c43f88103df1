package import Basis

/// Joins frames to messages, within a limit and by the rules of RFC 6455, 5.4.
///
/// Pure.
package struct WebSocketAssembler: Sendable {
    private let limit: ByteCount
    private var opcode: WebSocketOpcode?
    private var bytes: [UInt8] = []
    private var isClosed = false

    /// Begins between messages; none may be longer than the limit.
    package init(messageLimit: ByteCount) { limit = messageLimit }

    /// Takes a frame; gives what it completes, if anything.
    ///
    /// After a flaw the assembler must not be used again.
    package mutating func take(_ frame: WebSocketFrame) throws(WebSocketFlaw) -> WebSocketEvent? {
        if isClosed { throw .malformed("a frame follows the close frame") }
        switch frame.opcode {
        case .ping: return .ping(frame.payload)
        case .pong: return .pong(frame.payload)
        case .close:
            isClosed = true
            return .close(try WebSocketClosing(payload: frame.payload))
        case .text, .binary:
            guard opcode == nil else {
                throw .malformed("a message begins before the one before it has ended")
            }
            opcode = frame.opcode
        case .continuation:
            guard opcode != nil else { throw .malformed("there is no message to be continued") }
        }
        guard Int64(bytes.count + frame.payload.count) <= limit.bytes else { throw .tooLong(limit: limit) }
        bytes += frame.payload
        return frame.isFinal ? try complete() : nil
    }

    private mutating func complete() throws(WebSocketFlaw) -> WebSocketEvent {
        defer { (opcode, bytes) = (nil, []) }
        guard opcode == .text else { return .binary(bytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return .text(text)
    }
}

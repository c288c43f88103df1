/// What a frame is (RFC 6455, 5.2).
package enum WebSocketOpcode: UInt8, Hashable, Sendable, CaseIterable {
    /// More of the message before.
    case continuation = 0x0
    /// The beginning of a text.
    case text = 0x1
    /// The beginning of bytes.
    case binary = 0x2
    /// The end of the conversation.
    case close = 0x8
    /// A question whether anybody is there.
    case ping = 0x9
    /// The answer to it.
    case pong = 0xa

    /// Whether it is about the conversation rather than part of it: such frames are short and never split.
    package var isControl: Bool { rawValue >= 0x8 }
}

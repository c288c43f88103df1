/// What frames amount to.
package enum WebSocketEvent: Hashable, Sendable {
    /// A whole text.
    case text(String)
    /// Whole bytes.
    case binary([UInt8])
    /// A question to be answered with the same bytes.
    case ping([UInt8])
    /// An answer.
    case pong([UInt8])
    /// The other side ends the conversation; nothing follows.
    case close(WebSocketClosing)
}

/// Bytes of one channel.
///
/// A frame that is long, or that arrives in parts, is given in several.
package struct StdcopyPiece: Hashable, Sendable {
    /// Where they came from.
    package let channel: StdcopyChannel
    /// The bytes, never none.
    package let bytes: [UInt8]

    /// Joins bytes to their channel.
    package init(_ channel: StdcopyChannel, _ bytes: [UInt8]) {
        self.channel = channel
        self.bytes = bytes
    }
}

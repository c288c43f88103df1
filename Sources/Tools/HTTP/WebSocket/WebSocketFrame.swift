internal import Basis

/// One frame, whole and unmasked.
package struct WebSocketFrame: Hashable, Sendable {
    /// Whether a message ends with it.
    package let isFinal: Bool
    /// What it is.
    package let opcode: WebSocketOpcode
    /// What it carries.
    package let payload: [UInt8]

    /// The most that a control frame may carry.
    static let controlLimit = 125

    /// Makes a frame.
    package init(_ opcode: WebSocketOpcode, _ payload: [UInt8], isFinal: Bool = true) {
        Mistake.unless(
            !opcode.isControl || isFinal && payload.count <= WebSocketFrame.controlLimit,
            "A control frame is whole and carries at most 125 bytes.")
        self.opcode = opcode
        self.payload = payload
        self.isFinal = isFinal
    }

    /// The frame on the wire, masked as a client's must be with four bytes that nobody can foresee.
    package func encoded(mask: [UInt8]) -> [UInt8] {
        Mistake.unless(mask.count == 4, "A mask has four bytes.")
        var bytes = [opcode.rawValue | (isFinal ? 0x80 : 0)]
        switch payload.count {
        case ...WebSocketFrame.controlLimit: bytes.append(0x80 | UInt8(payload.count))
        case ...0xffff: bytes += [0x80 | 126] + UInt16(payload.count).bigEndianBytes
        default: bytes += [0x80 | 127] + UInt64(payload.count).bigEndianBytes
        }
        bytes += mask
        let start = bytes.count
        bytes += payload
        for index in payload.indices { bytes[start + index] ^= mask[index & 3] }
        return bytes
    }
}

package import Basis

/// Takes apart what a server sends into frames, however the bytes are split, refusing all that RFC 6455
/// forbids.
package struct WebSocketFrameDecoder: Sendable {
    /// A header in full: what the frame is, and how much follows.
    private struct Header {
        let isFinal: Bool
        let opcode: WebSocketOpcode
        let length: Int
    }

    private let limit: ByteCount
    private var pending: [UInt8] = []
    private var header: Header?

    /// Begins before a frame; no frame may carry more than the limit.
    package init(payloadLimit: ByteCount) { limit = payloadLimit }

    /// Gives the frames that these bytes complete.
    ///
    /// After a flaw the decoder must not be used again.
    package mutating func decode(_ bytes: some Sequence<UInt8>) throws(WebSocketFlaw) -> [WebSocketFrame] {
        var frames: [WebSocketFrame] = []
        pending += bytes
        var start = 0
        while true {
            if header == nil {
                guard let (found, size) = try readHeader(pending[start...]) else { break }
                header = found
                start += size
            }
            guard let found = header, pending.count - start >= found.length else { break }
            let payload = Array(pending[start..<start + found.length])
            frames.append(WebSocketFrame(found.opcode, payload, isFinal: found.isFinal))
            start += found.length
            header = nil
        }
        pending.removeFirst(start)
        return frames
    }

    /// Whether a frame has begun and not ended.
    package var isInsideFrame: Bool { header != nil || !pending.isEmpty }

    /// The header at the beginning of the bytes and its size, or nil if more must come.
    ///
    /// What is wrong is said as early as it can be seen.
    private func readHeader(_ bytes: ArraySlice<UInt8>) throws(WebSocketFlaw) -> (Header, size: Int)? {
        guard let first = bytes.first else { return nil }
        if first & 0x70 != 0 { throw .malformed("a reserved bit is set and no extension was agreed on") }
        guard let opcode = WebSocketOpcode(rawValue: first & 0x0f) else {
            throw .malformed("a frame is of the unknown kind \(first & 0x0f)")
        }
        let isFinal = first & 0x80 != 0
        if opcode.isControl, !isFinal { throw .malformed("a control frame is split") }
        guard let second = bytes.dropFirst().first else { return nil }
        if second & 0x80 != 0 { throw .malformed("a server's frame is masked") }
        let short = Int(second & 0x7f)
        if opcode.isControl, short > WebSocketFrame.controlLimit {
            throw .malformed("a control frame is too long")
        }
        let size = short < 126 ? 0 : short == 126 ? 2 : 8
        let extended = bytes.dropFirst(2).prefix(size)
        guard extended.count == size else { return nil }
        let length = size == 0 ? UInt64(short) : extended.reduce(0) { $0 << 8 | UInt64($1) }
        let least: UInt64 = size == 0 ? 0 : size == 2 ? 126 : 0x1_0000
        if length < least { throw .malformed("a length is written longer than it must be") }
        if length >> 63 != 0 { throw .malformed("a length has its highest bit set") }
        guard length <= UInt64(limit.bytes) else { throw .tooLong(limit: limit) }
        return (Header(isFinal: isFinal, opcode: opcode, length: Int(length)), 2 + size)
    }
}

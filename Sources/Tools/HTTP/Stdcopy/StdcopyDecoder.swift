package import Basis

/// Takes apart the frames into which Docker puts a container's output when it has no terminal.
///
/// A frame is a channel's number, three zero bytes, and the length of what follows as four bytes, the highest
/// first. The bytes may be split anywhere; nothing but an unfinished header is kept.
package struct StdcopyDecoder: Sendable {
    /// More than any engine puts into a frame (16 to 64 KiB): beyond it, the bytes are something else.
    package static let usualLimit = ByteCount.mebibytes(16)

    private static let headerSize = 8

    private let limit: ByteCount
    private var header: [UInt8] = []
    private var channel = StdcopyChannel.stdout
    private var missing = 0

    /// Begins before a frame.
    package init(frameLimit: ByteCount = StdcopyDecoder.usualLimit) { limit = frameLimit }

    /// Gives what is in these bytes, in order.
    ///
    /// After a flaw the decoder must not be used again.
    package mutating func decode(_ bytes: some Sequence<UInt8>) throws(StdcopyFlaw) -> [StdcopyPiece] {
        var pieces: [StdcopyPiece] = []
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            if missing > 0 {
                let part = rest.prefix(missing)
                pieces.append(StdcopyPiece(channel, Array(part)))
                missing -= part.count
                rest = rest.dropFirst(part.count)
            } else {
                let part = rest.prefix(StdcopyDecoder.headerSize - header.count)
                header += part
                rest = rest.dropFirst(part.count)
                if header.count == StdcopyDecoder.headerSize { try readHeader() }
            }
        }
        return pieces
    }

    /// Throws if the stream ended in the middle of a frame.
    package func end() throws(StdcopyFlaw) {
        guard header.isEmpty, missing == 0 else { throw .cutShort }
    }

    private mutating func readHeader() throws(StdcopyFlaw) {
        guard let channel = StdcopyChannel(rawValue: header[0]) else { throw .unknownChannel(header[0]) }
        guard header[1...3].allSatisfy({ $0 == 0 }) else { throw .reservedBytes }
        let length = header[4...7].reduce(0) { $0 << 8 | Int($1) }
        guard Int64(length) <= limit.bytes else { throw .frameTooLong(length, limit: limit) }
        self.channel = channel
        missing = length
        header = []
    }
}

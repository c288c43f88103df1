internal import CArchive

/// A last frame that we put behind a compressed stream ourselves.
///
/// The library takes the end of its input for the end of the content, wherever it comes, and may say
/// nothing. Both formats allow frames to follow each other, so a whole stream ends, unpacked, in this text;
/// one that was cut ends in something else or in an error.
struct EndMark {
    private static let text = Array("belay: all of it".utf8)

    /// The library's number for the compression.
    let filter: Int32
    /// What every stream of this compression begins with.
    let magic: [UInt8]
    /// The text as a frame, stored without compression.
    let frame: [UInt8]

    static let gzip = EndMark(
        filter: ARCHIVE_FILTER_GZIP, magic: [0x1F, 0x8B],
        frame: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 16, 0, 0xEF, 0xFF] + text
            // The text's CRC-32 and length.
            + [0xF7, 0xC6, 0x06, 0x33, 16, 0, 0, 0])

    static let zstd = EndMark(
        filter: ARCHIVE_FILTER_ZSTD, magic: [0x28, 0xB5, 0x2F, 0xFD],
        frame: [0x28, 0xB5, 0x2F, 0xFD, 0x20, 16, 0x81, 0, 0] + text)

    /// Holds back what could be the mark, and gives out what is before it for certain.
    struct Watch {
        private var held: [UInt8] = []

        /// Takes unpacked bytes; returns those that are content.
        mutating func pass(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
            let all = held + bytes
            let end = max(0, all.count - EndMark.text.count)
            held = Array(all[end...])
            return Array(all[..<end])
        }

        /// Whether what is held at the end is the mark.
        var sawEnd: Bool { held == EndMark.text }
    }
}

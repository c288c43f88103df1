package import Basis

/// One thing to put into an archive: what it is and what it holds.
package struct ArchiveItem: Sendable {
    /// Where the content comes from.
    package enum Content: Sendable {
        /// Nothing: a directory, a link, an empty file.
        case none
        /// Bytes that are already here.
        case bytes([UInt8])
        /// A stream that must hold exactly as many bytes as the entry says.
        case stream(any ByteStream)
    }

    /// What it is.
    package let entry: ArchiveEntry
    /// What it holds.
    package let content: Content

    /// Makes an item. A stream that holds more or less than the entry's size ends the archive with an error.
    package init(_ entry: ArchiveEntry, _ content: Content = .none) {
        self.entry = entry
        self.content = content
    }

    /// A regular file with these bytes.
    package static func file(_ name: String, _ bytes: [UInt8], mode: UInt32 = 0o644) -> ArchiveItem {
        ArchiveItem(
            ArchiveEntry(ArchiveName(name), .file(size: Int64(bytes.count)), mode: mode), .bytes(bytes))
    }
}

package import Basis

/// How much of an archive is believed. An archive beyond any of these is refused, never cut.
package struct ArchiveLimits: Hashable, Sendable {
    /// What can be exceeded.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The sizes of all files together, holes counted.
        case bytes
        /// Entries, and the directories that had to be made for them.
        case entries
        /// The length of a name or of a link's target.
        case pathLength
        /// Bytes out for each byte in: what tells a bomb from a backup.
        case ratio
        /// Directories within directories.
        case depth
    }

    /// All files together; 64 GiB unless told.
    package var bytes: ByteCount
    /// Entries; a million unless told, at some hundred bytes of memory each.
    package var entries: Int
    /// Bytes of a name; 4,096 unless told, which is all that Linux opens at once.
    package var pathLength: Int
    /// Bytes out for each byte in, looked at from `ratioGrace` on; 250 unless told. gzip reaches 1,032 at
    /// most and dumps reach 20, so this stops a bomb and nothing else.
    package var ratio: Int64

    /// So much may come out of anything: small archives of zeros are no danger.
    static let ratioGrace: Int64 = 64 << 20

    /// Directories within directories, written or read: each level holds a descriptor while it is walked.
    /// Nobody nests so deep by hand.
    static let depth = 256

    /// Makes limits.
    package init(
        bytes: ByteCount = .gibibytes(64), entries: Int = 1_000_000, pathLength: Int = 4096,
        ratio: Int64 = 250
    ) {
        self.bytes = bytes
        self.entries = entries
        self.pathLength = pathLength
        self.ratio = ratio
    }
}

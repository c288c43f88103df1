package import Basis

/// What an extraction wrote.
package struct ExtractionReport: Hashable, Sendable {
    /// Entries that are in place, whole.
    package internal(set) var entries = 0
    /// Bytes of file content, holes left out.
    package internal(set) var bytes = ByteCount(0)
    /// The entry that was being written last.
    package internal(set) var last: ArchiveName?
    /// Whether what was written is still there: false once a temporary directory has been taken away again.
    package internal(set) var isKept = true

    init() {}
}

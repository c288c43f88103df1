/// A stream held more than its reader was willing to keep.
package struct ByteStreamTooLong: Error, Hashable, Sendable {
    /// What the reader was willing to keep.
    package let limit: ByteCount

    /// Makes the error.
    package init(limit: ByteCount) { self.limit = limit }
}

/// A stream over bytes that are already here.
package final class BytesInMemory: ByteStream {
    private let pieces: Guarded<ArraySlice<[UInt8]>>

    /// Streams one run of bytes; none at all is a stream that ends at once.
    package convenience init(_ bytes: [UInt8]) { self.init(pieces: [bytes]) }

    /// Streams pieces one by one, in order; empty ones are passed over.
    package init(pieces: [[UInt8]]) {
        self.pieces = Guarded(pieces.filter { !$0.isEmpty }[...])
    }

    /// The next piece, or nil at the end.
    package func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        return pieces.withLock { $0.popFirst() }
    }
}

package import Basis

/// A stream that passes on another, and knows the SHA-256 and the number of bytes once that has ended.
package final class HashedBytes: ByteStream {
    private struct State {
        var hash = SHA256()
        var count: Int64 = 0
        var hasEnded = false
    }

    private let source: any ByteStream
    private let state = Guarded(State())

    /// Passes on a stream.
    package init(_ source: any ByteStream) { self.source = source }

    /// The next piece, or nil at the end.
    package func next() async throws -> [UInt8]? {
        guard let piece = try await source.next() else {
            state.withLock { $0.hasEnded = true }
            return nil
        }
        state.withLock { state in
            state.hash.update(piece)
            state.count += Int64(piece.count)
        }
        return piece
    }

    /// The digest of the whole stream; nil until its end was read, so that a short stream never gets one.
    package var digest: Digest? { state.withLock { $0.hasEnded ? $0.hash.digest : nil } }

    /// How many bytes passed so far.
    package var byteCount: ByteCount { state.withLock { ByteCount($0.count) } }
}

/// Bytes that arrive piece by piece, at the reader's pace: asking for a piece is the back-pressure.
///
/// 1. One reader at a time; a second concurrent `next` is a programmer's error.
/// 2. A piece is never empty; nil is the end, and after it every call returns nil.
/// 3. A stream that fails throws, and goes on throwing: a short stream never looks like a finished one.
/// 4. Cancelling the reading task ends the wait.
/// 5. A stream that is dropped frees what it holds.
package protocol ByteStream: AnyObject, Sendable {
    /// The next piece, or nil at the end.
    func next() async throws -> [UInt8]?
}

extension ByteStream {
    /// Everything that is left, or `ByteStreamTooLong` once it is more than the limit.
    package func collect(atMost limit: ByteCount) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let piece = try await next() {
            guard Int64(all.count + piece.count) <= limit.bytes else { throw ByteStreamTooLong(limit: limit) }
            if all.isEmpty { all = piece } else { all += piece }
        }
        return all
    }
}

internal import Basis

/// A stream that passes on another, counts it, and remembers its end.
final class CountedBytes: ByteStream {
    private static let tailSize = 256

    private let source: any ByteStream
    private let state = Guarded<(count: Int64, tail: [UInt8])>((0, []))

    init(_ source: any ByteStream) { self.source = source }

    func next() async throws -> [UInt8]? {
        guard let piece = try await source.next() else { return nil }
        state.withLock { state in
            state.count += Int64(piece.count)
            state.tail = Array(
                (state.tail + piece.suffix(CountedBytes.tailSize)).suffix(CountedBytes.tailSize))
        }
        return piece
    }

    /// How many bytes passed so far.
    var count: Int64 { state.withLock { $0.count } }
    /// The last bytes that passed.
    var tail: [UInt8] { state.withLock { $0.tail } }
}

internal import Basis

/// A stream made readable from a worker thread: a task pulls, the thread takes.
final class Feed: Sendable {
    /// Pieces read ahead: enough to keep both sides busy, few enough to bound memory.
    private static let piecesAhead = 2

    private let pieces = HandOff<[UInt8]>(capacity: Feed.piecesAhead)
    private let task: Task<Void, Never>

    /// Begins to pull at once.
    init(_ source: any ByteStream) {
        let pieces = pieces
        task = Task {
            do {
                while let piece = try await source.next() {
                    guard await pieces.put(piece) else { return }
                }
                pieces.finish()
            } catch {
                pieces.finish(throwing: error)
            }
        }
    }

    deinit { close() }

    /// The next piece, or nil at the end; blocks, so only for a worker.
    func take() throws -> [UInt8]? { try pieces.takeBlocking() }

    /// Ends the pulling, and the wait of whoever takes.
    func close() {
        task.cancel()
        pieces.close()
    }
}

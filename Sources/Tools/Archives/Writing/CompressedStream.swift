package import Basis

/// A stream made smaller on the way.
package final class CompressedStream: ByteStream {
    private let worker: WorkerStream<[UInt8]>

    /// Compresses a source, piece by piece.
    package init(_ source: any ByteStream, _ compression: Compression) {
        worker = WorkerStream(from: source) { feed, made in
            let writer = try WriteHandle(.raw, compression, into: made)
            try writer.beginRaw()
            while let piece = try feed?.take() {
                try piece.withUnsafeBytes { try writer.add($0) }
            }
            try writer.endEntry()
            try writer.complete()
        }
    }

    /// The next compressed piece.
    package func next() async throws -> [UInt8]? { try await worker.next() }
}

package import Basis

/// A compressed stream made large again on the way.
package final class DecompressedStream: ByteStream {
    /// How the source was compressed.
    package enum Method: Hashable, Sendable {
        /// As gzip does.
        case gzip
        /// As Zstandard does.
        case zstd
    }

    /// A piece that goes out.
    private static let pieceSize = 128 << 10

    private let worker: WorkerStream<[UInt8]>

    /// Decompresses a source that is compressed in exactly this way; anything else is an error, and what is
    /// inside is never looked at. The reader bounds what it takes: a stream has no size to refuse
    /// beforehand.
    package init(_ source: any ByteStream, _ method: Method) {
        let mark = method == .gzip ? EndMark.gzip : .zstd
        worker = WorkerStream(from: source) { feed, made in
            guard let feed else { return }
            let reader = try ReadHandle(.raw(mark), from: feed)
            guard try reader.nextEntry() != nil else { return }
            var watch = EndMark.Watch()
            while try reader.nextRun({ run, _ in
                for start in stride(from: 0, to: run.count, by: DecompressedStream.pieceSize) {
                    let end = min(run.count, start + DecompressedStream.pieceSize)
                    let piece = watch.pass(UnsafeRawBufferPointer(rebasing: run[start..<end]))
                    guard piece.isEmpty || made.putBlocking(piece) else { throw Abandoned() }
                }
            }) {}
            guard watch.sawEnd, reader.bytesRead > mark.frame.count else {
                throw ArchiveError.truncated(why: "the compressed stream stops half-way")
            }
        }
    }

    /// The next piece as it was before compression.
    package func next() async throws -> [UInt8]? { try await worker.next() }
}

internal import Basis

/// A tar as it is written: made piece by piece, at its reader's pace, on a worker thread.
package final class TarStream: ByteStream {
    private let worker: WorkerStream<[UInt8]>

    /// A tar of the given items, in their order.
    package init(of items: [ArchiveItem], _ compression: Compression = .none) {
        worker = WorkerStream(from: nil) { _, made in
            let writer = try WriteHandle(.tar, compression, into: made)
            for item in items { try TarStream.write(item, to: writer, made) }
            try writer.complete()
        }
    }

    /// A tar of what is in a directory, named from there, in the order of the names' bytes: the same tree
    /// gives the same bytes. A file that changes while it is read ends the stream with
    /// `changedWhileReading`.
    package convenience init(
        of directory: String, _ options: TreeOptions = TreeOptions(), _ compression: Compression = .none
    ) {
        self.init(of: directory, options, compression, filter: nil, besides: [])
    }

    init(
        of directory: String, _ options: TreeOptions, _ compression: Compression, filter: ContextFilter?,
        besides items: [ArchiveItem]
    ) {
        worker = WorkerStream(from: nil) { _, made in
            let writer = try WriteHandle(.tar, compression, into: made)
            var walk = TreeWalk(writer, options, filter)
            try walk.run(directory)
            for item in items { try TarStream.write(item, to: writer, made) }
            try writer.complete()
        }
    }

    /// The next piece of the archive.
    package func next() async throws -> [UInt8]? { try await worker.next() }

    private static func write(
        _ item: ArchiveItem, to writer: WriteHandle, _ made: HandOff<[UInt8]>
    ) throws {
        try writer.begin(item.entry)
        var left = item.entry.size
        let wrong = ArchiveError.wrongSize(entry: item.entry.name, declared: item.entry.size)
        func add(_ piece: [UInt8]) throws {
            guard piece.count <= left else { throw wrong }
            try piece.withUnsafeBytes { try writer.add($0) }
            left -= Int64(piece.count)
        }
        switch item.content {
        case .none: break
        case .bytes(let bytes): try add(bytes)
        case .stream(let stream):
            let feed = Feed(stream)
            // Whoever stops reading must not wait for this source to say something.
            made.whenClosed { feed.close() }
            defer {
                made.whenClosed(nil)
                feed.close()
            }
            while let piece = try feed.take() { try add(piece) }
        }
        guard left == 0 else { throw wrong }
        try writer.endEntry()
    }
}

package import Basis

/// A tar read entry by entry, at the reader's pace; plain, gzip or zstd is found out.
///
/// One reader at a time: `nextEntry`, then `nextPiece` until nil or not at all, then `nextEntry` again.
/// Errors are final. Names are handed out as the archive has them: nothing here makes them safe to write
/// to.
package final class ArchiveReader: Sendable {
    private enum Event: Sendable {
        case entry(ArchiveEntry)
        case piece([UInt8])
    }

    /// A piece that goes out.
    private static let pieceSize = 128 << 10

    private let worker: WorkerStream<Event>
    private let ahead = Guarded<Event?>(nil)

    /// Reads the source within the limits.
    package init(_ source: any ByteStream, limits: ArchiveLimits = ArchiveLimits()) {
        worker = WorkerStream(from: source) { feed, made in
            guard let feed else { return }
            let reader = try ReadHandle(.tar, from: feed)
            var meter = Meter(limits)
            while let entry = try reader.nextEntry() {
                try meter.count(entry)
                guard made.putBlocking(.entry(entry)) else { throw Abandoned() }
                guard case .file(let size) = entry.kind else { continue }
                try ArchiveReader.pass(entry, size, from: reader, &meter) { made.putBlocking(.piece($0)) }
            }
        }
    }

    /// The next entry, whatever is left of the one before; nil at the archive's end.
    package func nextEntry() async throws -> ArchiveEntry? {
        while let event = try await nextEvent() {
            if case .entry(let entry) = event { return entry }
        }
        return nil
    }

    /// The next piece of the entry's content, holes as zeros; nil at its end.
    package func nextPiece() async throws -> [UInt8]? {
        guard let event = try await nextEvent() else { return nil }
        if case .piece(let bytes) = event { return bytes }
        ahead.withLock { $0 = event }
        return nil
    }

    private func nextEvent() async throws -> Event? {
        let kept = ahead.withLock { ahead in
            defer { ahead = nil }
            return ahead
        }
        if let kept { return kept }
        return try await worker.next()
    }

    private static func pass(
        _ entry: ArchiveEntry, _ size: Int64, from reader: ReadHandle, _ meter: inout Meter,
        _ put: ([UInt8]) -> Bool
    ) throws {
        var position: Int64 = 0
        func fill(to end: Int64) throws {
            while position < end {
                let count = min(end - position, Int64(pieceSize))
                guard put([UInt8](repeating: 0, count: Int(count))) else { throw Abandoned() }
                position += count
            }
        }
        while try reader.nextRun({ run, offset in
            try fill(to: offset)
            for start in stride(from: 0, to: run.count, by: pieceSize) {
                guard put(Array(run[start..<min(run.count, start + pieceSize)])) else { throw Abandoned() }
            }
            position = offset + Int64(run.count)
            guard position <= size else {
                throw ArchiveError.corrupt(why: "\(entry.name) holds more than it declares")
            }
        }) {
            try meter.check(unpacked: reader.bytesUnpacked, read: reader.bytesRead, entry.name)
        }
        try fill(to: size)
    }
}

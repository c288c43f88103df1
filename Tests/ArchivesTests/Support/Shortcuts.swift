import Archives
import Basis

/// What a test reads at most; far above what any makes, save those that measure memory and read by piece.
private let enough = ByteCount.mebibytes(64)

extension ByteStream {
    func all() async throws -> [UInt8] { try await collect(atMost: enough) }
}

/// The error of an extraction or a stream, taken out of what wraps it.
func archiveError(_ body: () async throws -> Void) async -> ArchiveError? {
    do {
        try await body()
        return nil
    } catch let failure as ExtractionFailure {
        return failure.cause as? ArchiveError
    } catch {
        return error as? ArchiveError
    }
}

/// All entries of an archive with their content.
func contents(of archive: [UInt8], pieceSize: Int = 4096) async throws -> [(ArchiveEntry, [UInt8])] {
    let pieces = stride(from: 0, to: archive.count, by: pieceSize).map {
        Array(archive[$0..<min(archive.count, $0 + pieceSize)])
    }
    let reader = ArchiveReader(BytesInMemory(pieces: pieces))
    var found: [(ArchiveEntry, [UInt8])] = []
    while let entry = try await reader.nextEntry() {
        var bytes: [UInt8] = []
        while let piece = try await reader.nextPiece() { bytes += piece }
        found.append((entry, bytes))
    }
    return found
}

internal import Archives
internal import Basis
internal import Seals
internal import Updates

/// Writes one stream of a backup: made smaller, sealed, hashed and written as it comes, without a copy in
/// between, and nothing of it in the clear where it is sealed.
struct PartWriter: Sendable {
    let folder: String
    /// Nil writes in the clear.
    let sealer: Sealer?

    /// Writes what a source gives. The part is told what it became; the file is on the disk.
    func write(
        _ part: BackupPart, from source: any ByteStream, flaw: (_ end: [UInt8]) -> String? = { _ in nil }
    ) async throws -> BackupPart {
        let began = ContinuousClock.now
        var part = part
        let plain = CountedBytes(source)
        let compressed = CompressedStream(plain, .zstd)
        let hashed = HashedBytes(try sealer?.seal(compressed) ?? compressed)
        let sink = try FileSink("\(folder)/\(part.file)")
        while let piece = try await hashed.next() { try sink.write(piece) }
        try sink.sync()
        guard let digest = hashed.digest else {
            throw BackupFailure(.dumpFailed, "\(part.name) did not come to its end", at: part.name)
        }
        if let why = flaw(plain.tail) {
            throw BackupFailure(.dumpFailed, "\(part.name) is not whole", at: part.name, why: why)
        }
        (part.compression, part.isSealed) = (.zstd, sealer != nil)
        (part.size, part.plainSize) = (hashed.byteCount.bytes, plain.count)
        part.digest = digest.hexadecimal
        let took = began.duration(to: .now).components
        part.took = took.seconds * 1000 + took.attoseconds / 1_000_000_000_000_000
        return part
    }
}

internal import Archives
internal import Basis
internal import Seals
internal import Updates

/// Reads the parts of a backup.
struct PartReader: Sendable {
    let folder: String
    /// Nil where no key is at hand.
    let opener: Opener?

    /// The bytes as they were before they were made smaller and sealed.
    ///
    /// The stream ends only if the file is what was written, to the last bit; a reader that got its end has
    /// read exactly what was backed up.
    func plain(_ part: BackupPart) throws -> any ByteStream {
        var stream: any ByteStream = ProvedFile(
            try FileStream("\(folder)/\(part.file)"), of: part, at: folder)
        if part.isSealed {
            guard let opener else {
                throw BackupFailure(.cannotOpen, "\(part.name) is encrypted, and there is no key", at: folder)
            }
            stream = opener.open(stream, named: part.file)
        }
        switch part.compression {
        case .none: break
        case .zstd: stream = DecompressedStream(stream, .zstd)
        case .gzip: stream = DecompressedStream(stream, .gzip)
        }
        return stream
    }

    /// Reads the file alone and holds it against its sum.
    func prove(_ part: BackupPart) async throws {
        let file = ProvedFile(try FileStream("\(folder)/\(part.file)"), of: part, at: folder)
        while try await file.next() != nil {}
    }
}

/// A file of a backup, whose end is given only if it is what was written.
private final class ProvedFile: ByteStream {
    private let hashed: HashedBytes
    private let part: BackupPart
    private let folder: String

    init(_ source: any ByteStream, of part: BackupPart, at folder: String) {
        (hashed, self.part, self.folder) = (HashedBytes(source), part, folder)
    }

    func next() async throws -> [UInt8]? {
        if let piece = try await hashed.next() { return piece }
        guard hashed.byteCount.bytes == part.size, hashed.digest?.hexadecimal == part.digest else {
            let why = "\(hashed.byteCount.bytes) bytes, \(part.size) were written"
            throw BackupFailure(
                .damaged, "\(part.file) is not what was written", at: folder,
                why: hashed.byteCount.bytes == part.size ? "its sum is another" : why)
        }
        return nil
    }
}

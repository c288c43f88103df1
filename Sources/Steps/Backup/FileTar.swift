internal import Archives
internal import Basis
internal import Glibc

/// A path of this machine as a tar: a folder with all that is in it, or one file.
enum FileTar {
    /// What is at the path.
    static func stream(of path: String) throws -> any ByteStream {
        var status = stat()
        guard stat(path, &status) == 0 else { throw BackupFailure.system(errno, "read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { return TarStream(of: path) }
        let entry = ArchiveEntry(
            ArchiveName(path.lastPart), .file(size: Int64(status.st_size)), mode: status.st_mode,
            owner: ArchiveEntry.Owner(user: Int64(status.st_uid), group: Int64(status.st_gid)),
            modified: ArchiveEntry.Time(seconds: Int64(status.st_mtim.tv_sec)))
        return TarStream(of: [ArchiveItem(entry, .stream(try FileStream(path)))])
    }

    /// Unpacks a tar of ours as a folder that is not there yet: everything as it was, if this user may.
    static func unpack(_ tar: any ByteStream, as folder: String) async throws {
        let limits = ArchiveLimits(bytes: .gibibytes(64 << 10), entries: 100_000_000, ratio: 100_000)
        let rules = ExtractionRules(
            limits: limits, symlinks: .any, allowsSpecialFiles: geteuid() == 0, keepsSpecialBits: true,
            keepsOwners: geteuid() == 0, keepsAttributes: true)
        do { _ = try await Extraction(rules).unpackWhole(tar, as: folder) } catch let failure
            as ExtractionFailure
        {
            throw failure.cause
        }
        // Thousands of small files: one call for all of them.
        sync()
    }
}

extension FileTar {
    /// Reads a tar from its beginning to its end: every entry and all of its content.
    static func read(_ tar: any ByteStream) async throws {
        let reader = ArchiveReader(tar)
        while try await reader.nextEntry() != nil {}
    }
}

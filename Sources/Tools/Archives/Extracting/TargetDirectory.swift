internal import Glibc

/// The directory that an archive is unpacked into. Every name is reached from its descriptor part by part,
/// and no part is ever a symbolic link: not one that the archive made, not one that was there.
final class TargetDirectory {
    private let root: Descriptor
    private var cachedParts: [ArraySlice<UInt8>] = []
    private var cached: Descriptor

    /// Opens the directory at a path, making it if it is not there.
    init(at path: String) throws {
        if mkdir(path, 0o755) != 0, errno != EEXIST {
            throw ArchiveError.fromSystem(doing: "make the directory", ArchiveName(path))
        }
        guard let root = Descriptor(openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)) else {
            throw ArchiveError.fromSystem(doing: "open the directory", ArchiveName(path))
        }
        self.root = root
        cached = root
    }

    /// The directory that holds an entry, made on the way if asked: `made` is told of each new one.
    func parent(of name: SafeName, _ entry: ArchiveName, made: ((ArchiveName) throws -> Void)?) throws
        -> Descriptor
    {
        let parts = Array(name.parent)
        if parts == cachedParts { return cached }
        var directory = root
        for (depth, part) in parts.enumerated() {
            if let next = directory.openDirectory(part) {
                directory = next
                continue
            }
            guard errno == ENOENT, let made else { throw failure(errno, directory, part, entry) }
            try made(ArchiveName(bytes: parts[...depth].joined(separator: [.slash])))
            guard part.withCString({ mkdirat(directory.number, $0, 0o755) }) == 0 || errno == EEXIST,
                let next = directory.openDirectory(part)
            else { throw failure(errno, directory, part, entry) }
            directory = next
        }
        (cachedParts, cached) = (parts, directory)
        return directory
    }

    private func failure(
        _ number: Int32, _ directory: Descriptor, _ part: ArraySlice<UInt8>, _ entry: ArchiveName
    ) -> ArchiveError {
        guard let status = directory.status(of: part) else {
            return .fromSystem(number, doing: "open a directory", entry)
        }
        switch status.type {
        case S_IFLNK: return .escape(.throughSymlink, entry: entry)
        case S_IFDIR: return .fromSystem(number, doing: "open a directory", entry)
        default: return .duplicate(entry: entry)
        }
    }
}

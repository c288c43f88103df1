internal import Glibc

/// Puts a directory tree into an archive, on a worker thread; directories before what is in them.
struct TreeWalk {
    private struct Inode: Hashable {
        let device: dev_t
        let number: ino_t
    }

    private let writer: WriteHandle
    private let options: TreeOptions
    private let filter: ContextFilter?
    /// Files with several names, by the first name seen.
    private var linked: [Inode: ArchiveName] = [:]
    /// Directories that are left out themselves, and go in only once something below them does.
    private var pending: [ArchiveEntry] = []

    init(_ writer: WriteHandle, _ options: TreeOptions, _ filter: ContextFilter?) {
        self.writer = writer
        self.options = options
        self.filter = filter
    }

    /// Writes everything in the directory, not the directory itself.
    mutating func run(_ path: String) throws {
        guard let root = Descriptor(openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)) else {
            throw ArchiveError.fromSystem(doing: "open the directory", ArchiveName(path))
        }
        try walk(root, ArchiveName(""), .init(), depth: 0)
    }

    private mutating func walk(
        _ directory: Descriptor, _ path: ArchiveName, _ above: IgnoreMatcher.Verdict, depth: Int
    ) throws {
        guard depth < ArchiveLimits.depth else {
            throw ArchiveError.limitExceeded(.depth, limit: Int64(ArchiveLimits.depth), entry: path)
        }
        guard let names = directory.names() else {
            throw ArchiveError.fromSystem(doing: "list the directory", path)
        }
        for last in names {
            let name =
                path.bytes.isEmpty
                ? ArchiveName(bytes: last) : ArchiveName(bytes: path.bytes + [.slash] + last)
            guard let status = directory.status(of: last[...]) else {
                if errno == ENOENT { throw ArchiveError.changedWhileReading(.replaced, name: name) }
                throw ArchiveError.fromSystem(doing: "look at the file", name)
            }
            let verdict = filter?.verdict(on: name, below: above) ?? .init()
            if status.type == S_IFDIR {
                try enter(directory, last[...], name, status, verdict, depth: depth)
            } else if !verdict.isExcluded {
                try flushPending()
                try write(directory, last[...], name, status)
            }
        }
    }

    private mutating func enter(
        _ parent: Descriptor, _ last: ArraySlice<UInt8>, _ name: ArchiveName, _ status: stat,
        _ verdict: IgnoreMatcher.Verdict, depth: Int
    ) throws {
        if verdict.isExcluded, filter?.mayKeepSomething(below: name) != true { return }
        guard let directory = parent.openDirectory(last) else {
            // What is left out need not be readable.
            if verdict.isExcluded, errno == EACCES { return }
            throw errno == ENOENT || errno == ELOOP || errno == ENOTDIR
                ? ArchiveError.changedWhileReading(.replaced, name: name)
                : ArchiveError.fromSystem(doing: "open the directory", name)
        }
        let entry = try entry(name, .directory, status, directory)
        if verdict.isExcluded {
            pending.append(entry)
        } else {
            try flushPending()
            try put(entry)
        }
        try walk(directory, name, verdict, depth: depth + 1)
        if pending.last?.name == name { pending.removeLast() }
    }

    private mutating func flushPending() throws {
        for entry in pending { try put(entry) }
        pending = []
    }

    private mutating func write(
        _ directory: Descriptor, _ last: ArraySlice<UInt8>, _ name: ArchiveName, _ status: stat
    ) throws {
        if status.st_nlink > 1 {
            let inode = Inode(device: status.st_dev, number: status.st_ino)
            if let first = linked[inode] {
                return try put(entry(name, .hardLink(target: first), status, nil))
            }
            if status.type != S_IFSOCK { linked[inode] = name }
        }
        switch status.type {
        case S_IFREG:
            let file = try TreeFile(directory, last, name, status)
            try file.write(try entry(name, .file(size: file.size), file.status, file.descriptor), to: writer)
        case S_IFLNK:
            try put(entry(name, .symlink(target: try target(directory, last, name, status)), status, nil))
        case S_IFIFO: try put(entry(name, .fifo, status, nil))
        case S_IFBLK, S_IFCHR:
            let (major, minor) = status.st_rdev.parts
            try put(
                entry(name, .device(block: status.type == S_IFBLK, major: major, minor: minor), status, nil))
        default: options.skipped(name)
        }
    }

    private func put(_ entry: ArchiveEntry) throws {
        try writer.begin(entry)
        try writer.endEntry()
    }

    private func entry(
        _ name: ArchiveName, _ kind: ArchiveEntry.Kind, _ status: stat, _ open: Descriptor?
    ) throws -> ArchiveEntry {
        let owner: ArchiveEntry.Owner =
            switch options.owners {
            case .kept: .init(user: Int64(status.st_uid), group: Int64(status.st_gid))
            case .all(let owner): owner
            }
        return ArchiveEntry(
            name, kind, mode: UInt32(status.st_mode), owner: owner,
            modified: .init(
                seconds: Int64(status.st_mtim.tv_sec),
                nanoseconds: options.wholeSeconds ? 0 : Int64(status.st_mtim.tv_nsec)),
            attributes: options.attributes ? open?.userAttributes ?? [:] : [:])
    }

    private func target(
        _ directory: Descriptor, _ last: ArraySlice<UInt8>, _ name: ArchiveName, _ status: stat
    ) throws -> ArchiveName {
        var text = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = last.withCString { readlinkat(directory.number, $0, &text, Int(PATH_MAX)) }
        guard count >= 0 else { throw ArchiveError.changedWhileReading(.replaced, name: name) }
        return ArchiveName(bytes: text.prefix(count).map { UInt8(bitPattern: $0) })
    }
}

extension dev_t {
    /// Major and minor as glibc's macros, which are not imported, take them apart.
    fileprivate var parts: (UInt32, UInt32) {
        let major = (self >> 8) & 0xfff | (self >> 32) & ~0xfff
        let minor = self & 0xff | (self >> 12) & ~0xff
        return (UInt32(truncatingIfNeeded: major), UInt32(truncatingIfNeeded: minor))
    }
}

internal import Basis
internal import CArchive
internal import Glibc

/// Writes the entries of one archive into one directory, on a worker thread.
struct Extractor {
    private let target: TargetDirectory
    private let rules: ExtractionRules
    private var meter: Meter
    /// Directories get their mode and time last: a read-only one must be filled first, and filling changes
    /// times.
    private var directories: [(name: SafeName, entry: ArchiveEntry)] = []
    private(set) var report = ExtractionReport()

    init(into path: String, _ rules: ExtractionRules) throws {
        target = try TargetDirectory(at: path)
        self.rules = rules
        meter = Meter(rules.limits)
    }

    /// Writes all entries that the reader has.
    mutating func run(_ reader: ReadHandle) throws {
        while let entry = try reader.nextEntry() {
            report.last = entry.name
            try meter.count(entry)
            try write(entry, from: reader)
            report.entries += 1
        }
        for (name, entry) in directories.reversed() { try finishDirectory(name, entry) }
    }

    private mutating func write(_ entry: ArchiveEntry, from reader: ReadHandle) throws {
        let name = try SafeName(entry.name)
        guard let last = name.parts.last else {
            // The directory itself: its mode is whoever made it's business. Nothing else can have that name.
            guard case .directory = entry.kind else { throw ArchiveError.duplicate(entry: entry.name) }
            return
        }
        var meter = meter
        let parent = try target.parent(of: name, entry.name) { try meter.countOne($0) }
        self.meter = meter
        switch entry.kind {
        case .directory: try makeDirectory(entry, name, last, in: parent)
        case .file(let size): try makeFile(entry, size, last, in: parent, from: reader)
        case .symlink(let to): try makeSymlink(entry, to, name, last, in: parent)
        case .hardLink(let to): try makeHardLink(entry, to, last, in: parent)
        case .fifo, .device: try makeSpecial(entry, last, in: parent)
        case .other: throw ArchiveError.specialFile(entry: entry.name)
        }
    }

    // MARK: Kinds

    private mutating func makeDirectory(
        _ entry: ArchiveEntry, _ name: SafeName, _ last: ArraySlice<UInt8>, in parent: Descriptor
    ) throws {
        if last.withCString({ mkdirat(parent.number, $0, 0o700) }) != 0 {
            guard errno == EEXIST else {
                throw ArchiveError.fromSystem(doing: "make the directory", entry.name)
            }
            switch parent.status(of: last)?.type {
            case S_IFDIR: break
            case S_IFLNK: throw ArchiveError.escape(.throughSymlink, entry: entry.name)
            default: throw ArchiveError.duplicate(entry: entry.name)
            }
        }
        directories.append((name, entry))
    }

    private mutating func makeFile(
        _ entry: ArchiveEntry, _ size: Int64, _ last: ArraySlice<UInt8>, in parent: Descriptor,
        from reader: ReadHandle
    ) throws {
        // O_EXCL: what is written to is new, so nothing that another name leads to can be changed.
        let file = try placing(entry, last, in: parent) {
            parent.open(last, O_WRONLY | O_CREAT | O_EXCL)
        }
        var written: Int64 = 0
        while try reader.nextRun({ run, offset in
            guard offset >= 0, offset + Int64(run.count) <= size else {
                throw ArchiveError.corrupt(why: "\(entry.name) holds more than it declares")
            }
            try Extractor.write(run, to: file, at: offset, entry.name)
            written += Int64(run.count)
        }) {
            try meter.check(unpacked: reader.bytesUnpacked, read: reader.bytesRead, entry.name)
        }
        report.bytes = ByteCount(report.bytes.bytes + written)
        // Holes at the end, and files that are nothing but a hole.
        guard ftruncate(file.number, off_t(size)) == 0 else {
            throw ArchiveError.fromSystem(doing: "set the file's size", entry.name)
        }
        try finish(file, entry)
    }

    private func makeSymlink(
        _ entry: ArchiveEntry, _ to: ArchiveName, _ name: SafeName, _ last: ArraySlice<UInt8>,
        in parent: Descriptor
    ) throws {
        guard rules.symlinks == .any || name.staysInside(linkingTo: to) else {
            throw ArchiveError.escape(.symlinkTarget, entry: entry.name)
        }
        _ = try placing(entry, last, in: parent) { () -> Bool? in
            let result = to.withCString { to in last.withCString { symlinkat(to, parent.number, $0) } }
            return result == 0 ? true : nil
        }
        try finishInPlace(entry, last, in: parent)
    }

    private func makeHardLink(
        _ entry: ArchiveEntry, _ to: ArchiveName, _ last: ArraySlice<UInt8>, in parent: Descriptor
    ) throws {
        let refusal = ArchiveError.escape(.hardLinkTarget, entry: entry.name)
        guard let source = try? SafeName(to), let sourceLast = source.parts.last,
            let directory = try? target.parent(of: source, entry.name, made: nil),
            directory.status(of: sourceLast)?.type == S_IFREG
        else { throw refusal }
        _ = try placing(entry, last, in: parent) { () -> Bool? in
            // Without AT_SYMLINK_FOLLOW: should the name have become a link meanwhile, the link itself is
            // linked.
            let result = sourceLast.withCString { from in
                last.withCString { linkat(directory.number, from, parent.number, $0, 0) }
            }
            return result == 0 ? true : nil
        }
    }

    private func makeSpecial(_ entry: ArchiveEntry, _ last: ArraySlice<UInt8>, in parent: Descriptor) throws {
        guard rules.allowsSpecialFiles else { throw ArchiveError.specialFile(entry: entry.name) }
        var device: dev_t = 0
        if case .device(_, let major, let minor) = entry.kind { device = dev_t(major: major, minor: minor) }
        _ = try placing(entry, last, in: parent) { () -> Bool? in
            let mode = entry.kind.fileType | mode_t(allowedMode(entry))
            return last.withCString { mknodat(parent.number, $0, mode, device) } == 0 ? true : nil
        }
        try finishInPlace(entry, last, in: parent)
    }

    // MARK: Parts of all kinds

    /// Makes something new under a name; if the name is taken, does what the rules say.
    private func placing<Made>(
        _ entry: ArchiveEntry, _ last: ArraySlice<UInt8>, in parent: Descriptor, _ make: () -> Made?
    ) throws -> Made {
        if let made = make() { return made }
        guard errno == EEXIST else { throw ArchiveError.fromSystem(doing: "make the entry", entry.name) }
        guard rules.collision == .replace, parent.status(of: last)?.type != S_IFDIR else {
            throw ArchiveError.duplicate(entry: entry.name)
        }
        guard last.withCString({ unlinkat(parent.number, $0, 0) }) == 0, let made = make() else {
            throw ArchiveError.fromSystem(doing: "replace the entry", entry.name)
        }
        return made
    }

    private static func write(
        _ run: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int64, _ name: ArchiveName
    ) throws {
        var done = 0
        while done < run.count {
            let count = pwrite(
                file.number, run.baseAddress?.advanced(by: done), run.count - done, off_t(offset) + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ArchiveError.fromSystem(doing: "write the file", name) }
            done += count
        }
    }

    private func allowedMode(_ entry: ArchiveEntry) -> UInt32 {
        entry.mode & (rules.keepsSpecialBits ? 0o7777 : 0o777)
    }

    /// Owner first: a change of owner takes the set-user bit away.
    private func finish(_ file: Descriptor, _ entry: ArchiveEntry) throws {
        if rules.keepsOwners, fchown(file.number, entry.owner.systemUser, entry.owner.systemGroup) != 0 {
            throw ArchiveError.fromSystem(doing: "set the owner", entry.name)
        }
        if rules.keepsAttributes {
            for (name, value) in entry.attributes where name.hasPrefix("user.") {
                guard fsetxattr(file.number, name, value, value.count, 0) == 0 else {
                    throw ArchiveError.fromSystem(doing: "set an attribute", entry.name)
                }
            }
        }
        guard fchmod(file.number, mode_t(allowedMode(entry))) == 0 else {
            throw ArchiveError.fromSystem(doing: "set the mode", entry.name)
        }
        var times = entry.modified.forSystem
        guard futimens(file.number, &times) == 0 else {
            throw ArchiveError.fromSystem(doing: "set the time", entry.name)
        }
    }

    /// Owner and time of what cannot be opened: a link, a pipe, a device.
    private func finishInPlace(_ entry: ArchiveEntry, _ last: ArraySlice<UInt8>, in parent: Descriptor) throws
    {
        let (user, group) = (entry.owner.systemUser, entry.owner.systemGroup)
        if rules.keepsOwners,
            last.withCString({ fchownat(parent.number, $0, user, group, AT_SYMLINK_NOFOLLOW) }) != 0
        {
            throw ArchiveError.fromSystem(doing: "set the owner", entry.name)
        }
        var times = entry.modified.forSystem
        guard last.withCString({ utimensat(parent.number, $0, &times, AT_SYMLINK_NOFOLLOW) }) == 0 else {
            throw ArchiveError.fromSystem(doing: "set the time", entry.name)
        }
    }

    private func finishDirectory(_ name: SafeName, _ entry: ArchiveEntry) throws {
        guard let last = name.parts.last else { return }
        let parent = try target.parent(of: name, entry.name, made: nil)
        guard let directory = parent.openDirectory(last) else {
            throw ArchiveError.fromSystem(doing: "open the directory", entry.name)
        }
        try finish(directory, entry)
    }
}

extension ArchiveEntry.Time {
    /// As `utimensat` wants it: the access time stays what it is.
    fileprivate var forSystem: [timespec] {
        // UTIME_OMIT, a macro that is not imported.
        [
            timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2),
            timespec(tv_sec: Int(seconds), tv_nsec: Int(nanoseconds)),
        ]
    }
}

extension ArchiveEntry.Owner {
    fileprivate var systemUser: uid_t { uid_t(truncatingIfNeeded: user) }
    fileprivate var systemGroup: gid_t { gid_t(truncatingIfNeeded: group) }
}

extension dev_t {
    /// As glibc's `makedev`, a macro that is not imported, lays it out.
    fileprivate init(major: UInt32, minor: UInt32) {
        let (major, minor) = (dev_t(major), dev_t(minor))
        self = (major & 0xfff) << 8 | (major & ~0xfff) << 32 | (minor & 0xff) | (minor & ~0xff) << 12
    }
}

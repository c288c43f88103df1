internal import Basis
internal import CArchive
internal import Glibc

/// The library's form of an entry, owned; and the way between it and ours.
final class EntryHandle {
    /// The low bits of a mode that are permissions; the rest is the file type.
    private static let permissions: mode_t = 0o7777

    let pointer: OpaquePointer

    init() throws {
        guard let pointer = archive_entry_new() else {
            throw ArchiveError.library(doing: "make an entry", why: "no memory")
        }
        self.pointer = pointer
    }

    deinit { archive_entry_free(pointer) }

    /// Takes everything over from our form.
    func fill(from entry: ArchiveEntry) {
        entry.name.withCString { archive_entry_set_pathname(pointer, $0) }
        archive_entry_set_mode(pointer, mode_t(entry.mode) | entry.kind.fileType)
        archive_entry_set_uid(pointer, entry.owner.user)
        archive_entry_set_gid(pointer, entry.owner.group)
        archive_entry_set_mtime(pointer, time_t(entry.modified.seconds), Int(entry.modified.nanoseconds))
        archive_entry_set_size(pointer, entry.size)
        switch entry.kind {
        case .symlink(let target): target.withCString { archive_entry_set_symlink(pointer, $0) }
        case .hardLink(let target): target.withCString { archive_entry_set_hardlink(pointer, $0) }
        case .device(_, let major, let minor):
            archive_entry_set_rdevmajor(pointer, dev_t(major))
            archive_entry_set_rdevminor(pointer, dev_t(minor))
        case .file, .directory, .fifo, .other: break
        }
        for (name, value) in entry.attributes.sorted(by: { $0.key < $1.key }) {
            value.withUnsafeBytes { archive_entry_xattr_add_entry(pointer, name, $0.baseAddress, $0.count) }
        }
    }

    /// Says that this run of the file is not a hole.
    func addData(_ run: Range<Int64>) {
        archive_entry_sparse_add_entry(pointer, run.lowerBound, run.upperBound - run.lowerBound)
    }

    /// Our form of an entry that was read.
    static func read(_ pointer: OpaquePointer) throws -> ArchiveEntry {
        guard let name = ArchiveName(pointer: archive_entry_pathname(pointer)) else {
            throw ArchiveError.corrupt(why: "an entry has no readable name")
        }
        return ArchiveEntry(
            name, try kind(of: pointer, name), mode: UInt32(archive_entry_mode(pointer) & permissions),
            owner: .init(user: archive_entry_uid(pointer), group: archive_entry_gid(pointer)),
            modified: .init(
                seconds: Int64(archive_entry_mtime(pointer)),
                nanoseconds: Int64(archive_entry_mtime_nsec(pointer))),
            attributes: attributes(of: pointer))
    }

    private static func kind(of pointer: OpaquePointer, _ name: ArchiveName) throws -> ArchiveEntry.Kind {
        if let target = ArchiveName(pointer: archive_entry_hardlink(pointer)) {
            return .hardLink(target: target)
        }
        let type = archive_entry_filetype(pointer)
        switch type {
        case S_IFREG:
            let size = archive_entry_size(pointer)
            guard size >= 0 else { throw ArchiveError.corrupt(why: "\(name) has a negative size") }
            return .file(size: size)
        case S_IFDIR: return .directory
        case S_IFLNK:
            guard let target = ArchiveName(pointer: archive_entry_symlink(pointer)) else {
                throw ArchiveError.corrupt(why: "the symbolic link \(name) has no readable target")
            }
            return .symlink(target: target)
        case S_IFIFO: return .fifo
        case S_IFBLK, S_IFCHR:
            return .device(
                block: type == S_IFBLK, major: UInt32(truncatingIfNeeded: archive_entry_rdevmajor(pointer)),
                minor: UInt32(truncatingIfNeeded: archive_entry_rdevminor(pointer)))
        default: return .other(type: UInt32(type))
        }
    }

    private static func attributes(of pointer: OpaquePointer) -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        archive_entry_xattr_reset(pointer)
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var count = 0
        while archive_entry_xattr_next(pointer, &name, &value, &count) == ARCHIVE_OK {
            guard let name, let text = String(validatingCString: name) else { continue }
            found[text] = Array(UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : count))
        }
        return found
    }
}

extension ArchiveName {
    init?(pointer: UnsafePointer<CChar>?) {
        guard let pointer else { return nil }
        self.init(bytes: UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
    }

    func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        try bytes[...].withCString(body)
    }
}

extension ArraySlice<UInt8> {
    /// The bytes with a NUL behind them, as C wants a name.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        let text = map { CChar(bitPattern: $0) } + [0]
        return try text.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else {
                Mistake.trap("a C string has at least its NUL")
            }
            return try body(start)
        }
    }
}

extension ArchiveEntry.Kind {
    /// The file type as `stat` and the library have it.
    var fileType: mode_t {
        switch self {
        case .file, .hardLink: S_IFREG
        case .directory: S_IFDIR
        case .symlink: S_IFLNK
        case .fifo: S_IFIFO
        case .device(let block, _, _): block ? S_IFBLK : S_IFCHR
        case .other(let type): mode_t(type)
        }
    }
}

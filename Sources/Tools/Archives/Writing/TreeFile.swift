internal import CArchive
internal import Glibc

/// One regular file on its way into an archive: read once, its holes passed over, and held to what it was.
struct TreeFile {
    private static let bufferSize = 256 << 10
    // SEEK_DATA and SEEK_HOLE, which Glibc shows only to _GNU_SOURCE.
    private static let (seekData, seekHole): (Int32, Int32) = (3, 4)

    let descriptor: Descriptor
    let status: stat
    private let name: ArchiveName

    var size: Int64 { Int64(status.st_size) }

    /// Opens the file that the status is of; another one under its name by now is `replaced`.
    init(_ directory: Descriptor, _ last: ArraySlice<UInt8>, _ name: ArchiveName, _ seen: stat) throws {
        // O_NONBLOCK: should a pipe have taken the name, opening it must not wait for a writer.
        guard let descriptor = directory.open(last, O_RDONLY | O_NONBLOCK) else {
            throw errno == ENOENT || errno == ELOOP
                ? ArchiveError.changedWhileReading(.replaced, name: name)
                : ArchiveError.fromSystem(doing: "read the file", name)
        }
        guard let status = descriptor.status, status.st_ino == seen.st_ino, status.st_dev == seen.st_dev,
            status.type == S_IFREG
        else { throw ArchiveError.changedWhileReading(.replaced, name: name) }
        self.descriptor = descriptor
        self.status = status
        self.name = name
    }

    /// Writes header and content. Content beyond the size at the beginning is never written: the archive
    /// stays whole, and the change is thrown.
    func write(_ entry: ArchiveEntry, to writer: WriteHandle) throws {
        let runs = try dataRuns()
        let isSparse = runs != [0..<size] && size > 0
        try writer.begin(entry, data: isSparse ? (runs.isEmpty ? [size..<size] : runs) : [])
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: TreeFile.bufferSize, alignment: 16)
        defer { buffer.deallocate() }
        var position: Int64 = 0
        for run in runs {
            try writer.addHole(run.lowerBound - position)
            try copy(run, buffer, to: writer)
            position = run.upperBound
        }
        try writer.addHole(size - position)
        try compare()
        try writer.endEntry()
    }

    private func copy(_ run: Range<Int64>, _ buffer: UnsafeMutableRawBufferPointer, to writer: WriteHandle)
        throws
    {
        var position = run.lowerBound
        while position < run.upperBound {
            let wanted = Int(min(run.upperBound - position, Int64(buffer.count)))
            let count = pread(descriptor.number, buffer.baseAddress, wanted, off_t(position))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ArchiveError.fromSystem(doing: "read the file", name) }
            guard count > 0 else { throw ArchiveError.changedWhileReading(.shrank, name: name) }
            try writer.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            position += Int64(count)
        }
    }

    private func compare() throws {
        guard let now = descriptor.status else {
            throw ArchiveError.fromSystem(doing: "look at the file", name)
        }
        if now.st_size < status.st_size { throw ArchiveError.changedWhileReading(.shrank, name: name) }
        if now.st_size > status.st_size { throw ArchiveError.changedWhileReading(.grew, name: name) }
        guard now.st_mtim.tv_sec == status.st_mtim.tv_sec, now.st_mtim.tv_nsec == status.st_mtim.tv_nsec
        else {
            throw ArchiveError.changedWhileReading(.modified, name: name)
        }
    }

    /// Where the file has data. A file system that knows no holes has one run, and so has a file with all its
    /// blocks: asking costs a call per run, so it is asked only when blocks are missing.
    private func dataRuns() throws -> [Range<Int64>] {
        guard size > 0 else { return [] }
        let whole = [0..<size]
        // st_blocks counts in 512 bytes, whatever the file system's own size.
        guard Int64(status.st_blocks) * 512 < size else { return whole }
        var runs: [Range<Int64>] = []
        var position: off_t = 0
        while position < size {
            let start = lseek(descriptor.number, position, TreeFile.seekData)
            if start < 0 { return errno == ENXIO ? runs : whole }
            let end = lseek(descriptor.number, start, TreeFile.seekHole)
            guard end > start else { return whole }
            let (from, to) = (min(Int64(start), size), min(Int64(end), size))
            if from < to { runs.append(from..<to) }
            position = end
        }
        return runs
    }
}

extension Descriptor {
    /// Attributes in the `user.` namespace; those of other namespaces belong to the system they are on.
    var userAttributes: [String: [UInt8]] {
        let length = flistxattr(number, nil, 0)
        guard length > 0 else { return [:] }
        var list = [CChar](repeating: 0, count: length)
        guard flistxattr(number, &list, length) == length else { return [:] }
        var found: [String: [UInt8]] = [:]
        for name in list.split(separator: 0) {
            guard let text = String(validating: name.map { UInt8(bitPattern: $0) }, as: UTF8.self) else {
                continue
            }
            guard text.hasPrefix("user.") else { continue }
            let size = fgetxattr(number, text, nil, 0)
            guard size >= 0 else { continue }
            var value = [UInt8](repeating: 0, count: size)
            guard fgetxattr(number, text, &value, size) == size else { continue }
            found[text] = value
        }
        return found
    }
}

internal import CArchive
internal import Glibc

/// The library's writer into a hand-off, owned: freed with this object, used on one worker thread only.
final class WriteHandle {
    /// What to make of what is written.
    enum Format {
        /// A pax tar: plain ustar for all that fits it.
        case tar
        /// One run of bytes.
        case raw
    }

    /// A piece that goes out: large enough that a hand-off costs nothing beside it.
    private static let pieceSize: Int32 = 128 << 10
    private static let zeros = [UInt8](repeating: 0, count: 64 << 10)

    private let handle: OpaquePointer
    private let output: WriteOutput
    private var isComplete = false

    init(_ format: Format, _ compression: Compression, into made: HandOff<[UInt8]>) throws {
        guard let handle = archive_write_new() else {
            throw ArchiveError.library(doing: "begin to write", why: "no memory")
        }
        self.handle = handle
        output = WriteOutput(made)
        switch format {
        case .tar:
            try check(archive_write_set_format_pax_restricted(handle), "write tar")
            try check(
                archive_write_set_format_option(handle, "pax", "xattrheader", "SCHILY"), "write attributes")
        case .raw:
            try check(archive_write_set_format_raw(handle), "write plain bytes")
        }
        try set(compression)
        try check(archive_write_set_bytes_per_block(handle, WriteHandle.pieceSize), "set the size of a piece")
        try check(archive_write_set_bytes_in_last_block(handle, 1), "set the size of the last piece")
        let client = Unmanaged.passUnretained(output).toOpaque()
        try check(archive_write_open(handle, client, nil, writePiece, nil), "open the archive")
    }

    deinit {
        if !isComplete {
            // The library frees its buffers only where it closes, and closing writes an end mark, which goes
            // nowhere: a failed archive must not look whole. Nor is what is missing of an entry made up for.
            output.drop()
            archive_write_fail(handle)
            archive_write_close(handle)
        }
        archive_write_free(handle)
    }

    private func set(_ compression: Compression) throws {
        switch compression {
        case .none: try check(archive_write_add_filter_none(handle), "write")
        case .gzip(let level):
            try check(archive_write_add_filter_gzip(handle), "write gzip")
            try check(
                archive_write_set_filter_option(handle, "gzip", "compression-level", "\(level)"),
                "set the gzip level")
            try check(archive_write_set_filter_option(handle, "gzip", "timestamp", nil), "leave out the time")
        case .zstd(let level, let threads):
            try check(archive_write_add_filter_zstd(handle), "write zstd")
            try check(
                archive_write_set_filter_option(handle, "zstd", "compression-level", "\(level)"),
                "set the zstd level")
            try check(
                archive_write_set_filter_option(handle, "zstd", "threads", "\(threads)"), "set zstd's threads"
            )
        }
    }

    /// Begins an entry. `data` are the runs that are not holes; empty where the file has none.
    func begin(_ entry: ArchiveEntry, data: [Range<Int64>] = []) throws {
        let header = try EntryHandle()
        header.fill(from: entry)
        for run in data { header.addData(run) }
        try check(archive_write_header(handle, header.pointer), "write the entry \(entry.name)")
    }

    /// Begins the one run of bytes of a raw stream.
    func beginRaw() throws {
        try begin(ArchiveEntry(ArchiveName("data"), .file(size: 0)))
    }

    /// Adds content. The library takes no more than the entry declares; the caller counts.
    func add(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let written = archive_write_data(handle, rest.baseAddress, rest.count)
            guard written > 0 else {
                try check(written < 0 ? Int32(clamping: written) : ARCHIVE_FATAL, "write content")
                return
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[min(rest.count, written)...])
        }
    }

    /// Adds a hole, which the library wants as zeros and then leaves out.
    func addHole(_ count: Int64) throws {
        var left = count
        while left > 0 {
            let step = Int(min(left, Int64(WriteHandle.zeros.count)))
            try WriteHandle.zeros.withUnsafeBytes { try add(UnsafeRawBufferPointer(rebasing: $0[..<step])) }
            left -= Int64(step)
        }
    }

    /// Ends the entry.
    func endEntry() throws { try check(archive_write_finish_entry(handle), "end an entry") }

    /// Writes the end mark and whatever the compression still holds.
    func complete() throws {
        try check(archive_write_close(handle), "end the archive")
        isComplete = true
    }

    /// The one place where the writer's return codes become errors.
    private func check(_ code: Int32, _ doing: String) throws {
        guard code != ARCHIVE_OK, code != ARCHIVE_WARN else { return }
        if output.isAbandoned { throw Abandoned() }
        let why = archive_error_string(handle).map { String(cString: $0) } ?? "code \(code)"
        throw ArchiveError.library(doing: doing, why: why)
    }
}

/// Where the library's write callback puts its bytes.
private final class WriteOutput {
    private let made: HandOff<[UInt8]>
    private(set) var isAbandoned = false
    private var isDropped = false

    init(_ made: HandOff<[UInt8]>) { self.made = made }

    /// From now on, what comes is dropped.
    func drop() { isDropped = true }

    func put(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard !bytes.isEmpty, !isDropped else { return bytes.count }
        guard made.putBlocking(Array(bytes)) else {
            isAbandoned = true
            return -1
        }
        return bytes.count
    }
}

private func writePiece(
    _: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ start: UnsafeRawPointer?, _ count: Int
) -> Int {
    guard let client else { return -1 }
    let output = Unmanaged<WriteOutput>.fromOpaque(client).takeUnretainedValue()
    return output.put(UnsafeRawBufferPointer(start: start, count: count))
}

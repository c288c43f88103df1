internal import CArchive
internal import Glibc

/// The library's reader over a feed, owned: freed with this object, used on one worker thread only.
final class ReadHandle {
    /// What to make of the bytes.
    enum Format {
        /// A tar in any dialect, compressed or not: both are found out.
        case tar
        /// One compressed run of bytes.
        case raw(EndMark)
    }

    private let handle: OpaquePointer
    private let input: ReadInput
    private var isInEntry = false

    init(_ format: Format, from feed: Feed) throws {
        guard let handle = archive_read_new() else {
            throw ArchiveError.library(doing: "begin to read", why: "no memory")
        }
        self.handle = handle
        switch format {
        case .tar: input = ReadInput(feed)
        case .raw(let mark): input = ReadInput(feed, magic: mark.magic, after: mark.frame)
        }
        switch format {
        case .tar:
            try check(archive_read_support_filter_gzip(handle), "read gzip")
            try check(archive_read_support_filter_zstd(handle), "read zstd")
            try check(archive_read_support_format_tar(handle), "read tar")
        case .raw(let mark):
            // Appended, not offered: content that happens to look compressed inside stays as it is.
            try check(archive_read_append_filter(handle, mark.filter), "read the compression")
            try check(archive_read_support_format_raw(handle), "read plain bytes")
        }
        let client = Unmanaged.passUnretained(input).toOpaque()
        try check(archive_read_open(handle, client, nil, readPiece, nil), "open the archive")
    }

    deinit { archive_read_free(handle) }

    /// The next entry, or nil after the archive's own end mark. An archive that stops without one is
    /// truncated.
    func nextEntry() throws -> ArchiveEntry? {
        if isInEntry { try check(archive_read_data_skip(handle), "pass over an entry") }
        isInEntry = false
        let before = bytesUnpacked
        var entry: OpaquePointer?
        let code = archive_read_next_header(handle, &entry)
        if code == ARCHIVE_EOF {
            let isRaw = archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK != ARCHIVE_FORMAT_TAR
            guard isRaw || bytesUnpacked > before else {
                throw ArchiveError.truncated(why: "the two empty blocks that end a tar are missing")
            }
            return nil
        }
        try check(code, "read an entry")
        guard let entry else { throw ArchiveError.corrupt(why: "an entry without a header") }
        isInEntry = true
        return try EntryHandle.read(entry)
    }

    /// Hands out the next run of the entry's content with its offset; false at its end. Holes are left out.
    func nextRun(_ body: (UnsafeRawBufferPointer, Int64) throws -> Void) throws -> Bool {
        var start: UnsafeRawPointer?
        var count = 0
        var offset: Int64 = 0
        let code = archive_read_data_block(handle, &start, &count, &offset)
        if code == ARCHIVE_EOF { return false }
        try check(code, "read an entry's content")
        try body(UnsafeRawBufferPointer(start: start, count: count), offset)
        return true
    }

    /// Bytes that came out of the compression so far.
    var bytesUnpacked: Int64 { archive_filter_bytes(handle, 0) }

    /// Bytes that went in so far.
    var bytesRead: Int64 { input.bytesRead }

    /// The one place where the reader's return codes become errors.
    private func check(_ code: Int32, _ doing: String) throws {
        // A warning is about names or attributes that were taken over as bytes: the content is whole.
        guard code != ARCHIVE_OK, code != ARCHIVE_WARN, code != ARCHIVE_EOF else { return }
        if let failure = input.failure { throw failure }
        let why = archive_error_string(handle).map { String(cString: $0) } ?? "code \(code)"
        let number = archive_errno(handle)
        if number == ENOMEM { throw ArchiveError.library(doing: doing, why: why) }
        if input.hasWrongMagic {
            throw ArchiveError.unknownFormat(why: "it does not begin as such a stream does")
        }
        if why.lowercased().contains("truncated") || input.isBeyondSource {
            throw ArchiveError.truncated(why: why)
        }
        if why.contains("Unrecognized archive format") { throw ArchiveError.unknownFormat(why: why) }
        throw ArchiveError.corrupt(why: why)
    }
}

/// Where the library's read callback gets its bytes. The buffer is ours because the library keeps the
/// pointer until the next call.
private final class ReadInput {
    private static let bufferSize = 256 << 10

    private let feed: Feed
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
    private var piece: ArraySlice<UInt8> = []
    private(set) var bytesRead: Int64 = 0
    private(set) var failure: (any Error)?
    private(set) var isBeyondSource = false
    private let magic: [UInt8]
    private var after: [UInt8]
    private var head: [UInt8] = []

    /// Bytes of the feed, which should begin with `magic`, and then those of `after`.
    init(_ feed: Feed, magic: [UInt8] = [], after: [UInt8] = []) {
        self.feed = feed
        self.magic = magic
        self.after = after
    }

    var hasWrongMagic: Bool { !magic.starts(with: head) }

    deinit { buffer.deallocate() }

    private func nextPiece() throws -> ArraySlice<UInt8> {
        if !isBeyondSource, let piece = try feed.take() {
            if head.count < magic.count { head += piece.prefix(magic.count - head.count) }
            return piece[...]
        }
        defer { after = [] }
        isBeyondSource = !magic.isEmpty
        return after[...]
    }

    func fill(_ start: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        do {
            if piece.isEmpty { piece = try nextPiece() }
            guard !piece.isEmpty else { return 0 }
            let count = min(piece.count, buffer.count)
            buffer.copyBytes(from: piece.prefix(count))
            piece = piece.dropFirst(count)
            bytesRead += Int64(count)
            start?.pointee = UnsafeRawPointer(buffer.baseAddress)
            return count
        } catch {
            failure = error
            return Int(ARCHIVE_FATAL)
        }
    }
}

private func readPiece(
    _: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ start: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
    guard let client else { return Int(ARCHIVE_FATAL) }
    return Unmanaged<ReadInput>.fromOpaque(client).takeUnretainedValue().fill(start)
}

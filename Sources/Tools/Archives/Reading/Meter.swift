internal import Basis

/// Counts what an archive claims and holds against the limits.
struct Meter {
    private let limits: ArchiveLimits
    private(set) var entries = 0
    private(set) var bytes: Int64 = 0

    init(_ limits: ArchiveLimits) { self.limits = limits }

    /// Counts an entry with the size it declares, before anything of it is read.
    mutating func count(_ entry: ArchiveEntry) throws {
        try countOne(entry.name)
        var longest = entry.name.bytes.count
        switch entry.kind {
        case .symlink(let target), .hardLink(let target): longest = max(longest, target.bytes.count)
        case .file, .directory, .fifo, .device, .other: break
        }
        guard longest <= limits.pathLength else {
            throw ArchiveError.limitExceeded(.pathLength, limit: Int64(limits.pathLength), entry: entry.name)
        }
        let (sum, overflow) = bytes.addingReportingOverflow(entry.size)
        guard !overflow, sum <= limits.bytes.bytes else {
            throw ArchiveError.limitExceeded(.bytes, limit: limits.bytes.bytes, entry: entry.name)
        }
        bytes = sum
    }

    /// Counts an entry, or a directory that is made for one.
    mutating func countOne(_ name: ArchiveName) throws {
        entries += 1
        guard entries <= limits.entries else {
            throw ArchiveError.limitExceeded(.entries, limit: Int64(limits.entries), entry: name)
        }
    }

    /// Compares what came out with what went in.
    func check(unpacked: Int64, read: Int64, _ name: ArchiveName) throws {
        guard unpacked > ArchiveLimits.ratioGrace else { return }
        guard unpacked / max(1, read) <= limits.ratio else {
            throw ArchiveError.limitExceeded(.ratio, limit: limits.ratio, entry: name)
        }
    }
}

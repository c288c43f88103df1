package import Basis
internal import Glibc
internal import Ports

/// A journal in one file of SQLite. Docs/JournalFormat.md says how it is written down.
package final class SQLiteJournal: Sendable {
    /// Room for ten thousand entries of a kilobyte, in the log and again in the file: no run has as many on
    /// its way up and back.
    package static let reserve = ByteCount.mebibytes(24)

    /// Where it is kept, as a person would name it.
    package let location: String
    let store: Store
    let ballast: Ballast
    let path: String

    private init(_ store: Store, ballast: Ballast, path: String) {
        (self.store, self.ballast, self.path, location) = (store, ballast, path, store.location)
    }

    /// Opens the journal in a file, and makes it where there is none; its folder must be there.
    ///
    /// Each claim reserves so much room beside it.
    package static func open(
        _ path: String, reserving reserve: ByteCount = SQLiteJournal.reserve
    ) async throws -> SQLiteJournal {
        try await open(path, schema: .current, reserving: reserve)
    }

    static func open(_ path: String, schema: Schema, reserving reserve: ByteCount) async throws
        -> SQLiteJournal
    {
        let location = "sqlite:\(path)"
        let database = try JournalFile(path: path, location: location).open(schema)
        let ballast = Ballast(beside: path, of: reserve, location: location)
        return SQLiteJournal(Store(database, ballast: ballast), ballast: ballast, path: path)
    }

    /// Milliseconds since 1970.
    static var now: Int64 { milliseconds(of: CLOCK_REALTIME) }

    /// Milliseconds since the machine started, suspension included.
    static var uptime: Int64 { milliseconds(of: CLOCK_BOOTTIME) }

    private static func milliseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

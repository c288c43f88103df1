internal import Basis
internal import CSQLite
internal import Ports

/// A connection to SQLite that keeps its statements prepared.
///
/// `@unchecked Sendable`: after `init` only whoever holds the lock of the `Store` that owns it touches it.
final class Database: @unchecked Sendable {
    /// How long a lock of somebody else is waited for; a commit holds it for milliseconds.
    static let patience = Duration.seconds(5)

    let location: String
    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]

    /// Opens a file that is there. With `isPeek` nothing is written to it.
    init(at path: String, location: String, isPeek: Bool = false) throws(JournalError) {
        var handle: OpaquePointer?
        let mode = isPeek ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        let code = sqlite3_open_v2(path, &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let handle else { throw JournalError(.failed("out of memory"), at: location) }
        (self.handle, self.location) = (handle, location)
        guard code == SQLITE_OK else { throw error(code) }
        sqlite3_busy_timeout(handle, Int32(Database.patience.components.seconds * 1000))
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    /// Ends the open transaction without any of what it did.
    ///
    /// SQLite may have done so by itself, as when the disk is full. What cannot be rolled back is not
    /// committed either: the next BEGIN says why.
    func giveUp() {
        if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    }

    /// Does a statement, and says how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue] = []) throws(JournalError) -> Int {
        try rows(sql, values) { _ in false }
        return Int(sqlite3_changes(handle))
    }

    /// Does several statements without values, one after the other.
    func script(_ sql: String) throws(JournalError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// Goes through an answer until it ends or the reader says that it wants no more.
    func rows(
        _ sql: String, _ values: [SQLValue] = [], _ read: (Row) throws(JournalError) -> Bool
    ) throws(JournalError) {
        let statement = try prepared(sql)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(values, to: statement)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: if try !read(Row(of: statement)) { return }
            case SQLITE_DONE: return
            case let code: throw error(code)
            }
        }
    }

    /// The first row of an answer, as the reader makes it.
    func first<Result>(
        _ sql: String, _ values: [SQLValue] = [], _ read: (Row) throws(JournalError) -> Result
    ) throws(JournalError) -> Result? {
        var result: Result?
        try rows(sql, values) { row throws(JournalError) in
            result = try read(row)
            return false
        }
        return result
    }

    /// All rows of an answer, as the reader makes them.
    func all<Result>(
        _ sql: String, _ values: [SQLValue] = [], _ read: (Row) throws(JournalError) -> Result
    ) throws(JournalError) -> [Result] {
        var results: [Result] = []
        try rows(sql, values) { row throws(JournalError) in
            results.append(try read(row))
            return true
        }
        return results
    }

    private func prepared(_ sql: String) throws(JournalError) -> OpaquePointer {
        if let statement = statements[sql] { return statement }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(code) }
        statements[sql] = statement
        return statement
    }

    private func bind(_ values: [SQLValue], to statement: OpaquePointer) throws(JournalError) {
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .integer(let number): sqlite3_bind_int64(statement, place, number)
                case .text(let bytes):
                    sqlite_bind_text_copy(statement, place, bytes, Int32(bytes.count))
                case .bytes(let bytes): sqlite_bind_blob_copy(statement, place, bytes, Int32(bytes.count))
                case .null: sqlite3_bind_null(statement, place)
                }
            guard code == SQLITE_OK else { throw error(code) }
        }
    }

    private func error(_ code: Int32) -> JournalError {
        let words = String(cString: sqlite3_errmsg(handle))
        return JournalError(
            .sqlite(code, words, cause: sqlite3_system_errno(handle)), at: location)
    }
}

internal import Basis
internal import CSQLite
internal import Glibc
internal import Ports

extension JournalError.Problem {
    /// What a result code of SQLite means for a journal; the cause is the system's number, if there is one.
    static func sqlite(_ code: Int32, _ words: String, cause: Int32) -> JournalError.Problem {
        if [ENOSPC, EDQUOT, EFBIG].contains(cause), code & 0xff != SQLITE_BUSY { return .full(needed: nil) }
        let why = cause == 0 ? words : "\(words) (\(String(cString: strerror(cause))))"
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: return .locked(after: Database.patience)
        case SQLITE_FULL: return .full(needed: nil)
        case SQLITE_READONLY: return .readOnly
        case SQLITE_CORRUPT: return .damaged(.broken(words))
        case SQLITE_NOTADB: return .notAJournal
        case SQLITE_IOERR where code == sqliteShortRead: return .damaged(.broken("the file ends too early"))
        default: return .failed(why)
        }
    }

    /// A macro with an expression in it, which is not imported.
    private static let sqliteShortRead = SQLITE_IOERR | (2 << 8)
}

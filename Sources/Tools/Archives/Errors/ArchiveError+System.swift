internal import Glibc

extension ArchiveError {
    /// The error for what a system call left in `errno`.
    static func fromSystem(_ number: Int32 = errno, doing: String, _ name: ArchiveName) -> ArchiveError {
        switch number {
        case ENOSPC, EDQUOT: .diskFull(name: name)
        case EACCES, EPERM, EROFS: .permission(doing: doing, name: name)
        case ENOENT: .notFound(name: name)
        case ENAMETOOLONG: .limitExceeded(.pathLength, limit: Int64(NAME_MAX), entry: name)
        default: .system(doing: doing, name: name, number: number)
        }
    }
}

/// The system's words for an error number.
func systemWords(_ number: Int32) -> String {
    // The longest message glibc has is well below this.
    var text = [CChar](repeating: 0, count: 256)
    _ = strerror_r(number, &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

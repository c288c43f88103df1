internal import Glibc

/// What the system's numbers of errors mean.
enum SystemWords {
    /// In the system's own words.
    static func text(of number: Int32) -> String { String(cString: strerror(number)) }

    /// Whether the disk, or the user's share of it, is full.
    static func isLackOfRoom(_ number: Int32) -> Bool { number == ENOSPC || number == EDQUOT }
}

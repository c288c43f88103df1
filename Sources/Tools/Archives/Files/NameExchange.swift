internal import CLinux
internal import Glibc

/// Two names in a file system that change what they stand for.
package enum NameExchange {
    /// Lets each of two paths lead to what the other led to, in one act: at no moment is either missing.
    ///
    /// Throws `ArchiveError.system`.
    package static func exchange(_ path: String, _ other: String) throws {
        guard linux_exchange(path, other) == 0 else {
            throw ArchiveError.fromSystem(doing: "exchange it with \(other)", ArchiveName(path))
        }
    }
}

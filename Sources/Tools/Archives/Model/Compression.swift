internal import Glibc

/// How a stream is made smaller.
package enum Compression: Hashable, Sendable {
    /// Not at all.
    case none
    /// gzip, level 1 to 9. The header carries no time, so that the same content gives the same bytes.
    case gzip(level: Int)
    /// Zstandard, level 1 to 19, on so many threads. From one thread up the bytes do not depend on their
    /// number.
    case zstd(level: Int, threads: Int)

    /// gzip as everybody sets it.
    package static let gzip = Compression.gzip(level: 6)

    /// Zstandard at its own default level, on every processor up to four: more gain little on one disk, and
    /// each holds some megabytes.
    package static var zstd: Compression {
        .zstd(level: 3, threads: min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
}

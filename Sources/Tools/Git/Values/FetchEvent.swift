package import Basis

/// How far a fetch is.
package enum FetchEvent: Hashable, Sendable {
    /// Another process holds the clone; the fetch waits for it.
    case waiting
    /// A leftover of a process that died was removed.
    case healed(path: String)
    /// Upstream answered, with so many names.
    case connected(names: Int)
    /// So much has come.
    case received(objects: Int, of: Int, bytes: ByteCount)
    /// Upstream's own words, with control characters removed.
    case remark(String)
}

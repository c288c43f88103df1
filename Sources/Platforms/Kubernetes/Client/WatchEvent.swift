package import Basis

/// What a watch tells.
package enum WatchEvent: Hashable, Sendable {
    /// All that there is: at the beginning, and whenever changes may have been missed.
    case all([JSONTree])
    /// An object as it is now, new or changed.
    case now(JSONTree)
    /// An object that is gone, as it was last.
    case gone(JSONTree)
}

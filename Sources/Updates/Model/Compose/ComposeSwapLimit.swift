package import Basis

/// How much memory and swap together a container may use.
package enum ComposeSwapLimit: Hashable, Sendable {
    /// As much as the host has.
    case unlimited
    /// So much.
    case limited(ByteCount)
}

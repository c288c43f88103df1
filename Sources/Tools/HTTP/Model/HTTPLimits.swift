package import Basis

/// What a client is willing to hold or to wait for, whatever the other side does.
package struct HTTPLimits: Hashable, Sendable {
    /// How long reaching the other side may take, TLS included.
    ///
    /// Ten seconds cover a lost packet or two on a bad line.
    package var connecting: Duration = .seconds(10)
    /// How much a response's head may weigh.
    ///
    /// Servers themselves accept 8 to 64 KiB.
    package var head: ByteCount = .kibibytes(64)
    /// How many fields a response's head may have.
    package var fields = 256
    /// How much of a body waits for its reader before the sender is held back: several of the pieces that
    /// arrive at once (16 KiB), so that reading and receiving overlap.
    package var unread: ByteCount = .kibibytes(256)
    /// How much of an unexpected answer is kept to be shown.
    package var excerpt: ByteCount = .kibibytes(4)

    /// The limits as described.
    package init() {}
}

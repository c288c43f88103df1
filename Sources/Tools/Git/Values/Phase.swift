/// What was being done when something ended it.
package enum Phase: String, Hashable, Sendable, CaseIterable {
    /// As it reads.
    case waitingForTheClone = "waiting for another process at the same clone"
    /// As it reads.
    case resolvingTheHost = "resolving the host"
    /// As it reads.
    case connecting = "connecting"
    /// As it reads.
    case handshaking = "the ssh handshake"
    /// As it reads.
    case authenticating = "authenticating"
    /// As it reads.
    case listingNames = "listing upstream's names"
    /// As it reads.
    case receiving = "receiving objects"
    /// As it reads.
    case updatingNames = "updating names"
    /// As it reads.
    case reading = "reading the clone"
    /// As it reads.
    case checkingOut = "checking out"
    /// As it reads.
    case verifying = "verifying a signature"
}

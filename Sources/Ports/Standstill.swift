package import Updates

/// Why a performer must not go on.
package enum Standstill: Error, Hashable, Sendable {
    /// Another holder has the claim, or ours can no longer be proved: nothing may be touched any more.
    case fenced(String)
    /// The run was told to stop between two small acts.
    case interrupted
    /// A person is needed before anything else happens.
    case blocked(Pause)
}

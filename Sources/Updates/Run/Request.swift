/// What a person asks of a run from outside. It goes to an inbox that the holder turns into events.
package enum Request: Hashable, Sendable, Codable {
    /// Agrees to what the run is paused for.
    case approve
    /// Stop after the small act at hand and wait.
    case pause
    /// Go back.
    case abort
    /// Go on.
    case proceed
    /// Close the run and accept the world as it stands.
    case abandon(reason: String)
}

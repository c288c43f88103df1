/// What a container is doing, in the engine's word.
package enum ContainerState: String, Hashable, Sendable, Codable {
    /// Made and never started.
    case created
    /// Its process runs, is held, or is about to be started again by its restart policy.
    case running, paused, restarting
    /// Its process ended, or the container is going or failed to go.
    case exited, removing, dead

    /// Whether a process of it may be at work.
    package var mayRun: Bool { [.running, .paused, .restarting].contains(self) }
}

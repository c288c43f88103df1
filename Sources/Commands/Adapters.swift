internal import Ports

/// What commands reach the outside through. Filled in by `Assembly`, which alone knows who is behind it.
struct Adapters: Sendable {
    /// Finds the engine that `DOCKER_HOST` names, or the usual one. Throws only when the task is cancelled.
    let engine: @Sendable (_ host: String?) async throws -> EngineFinding
    /// Opens the journal: the one that is named, or the usual one.
    let journal:
        @Sendable (_ location: String?, _ surroundings: Surroundings) async throws
            -> any Journal & JournalUpkeep
    /// Finds what stands behind the ports of a project's environment.
    let target:
        @Sendable (
            _ workplace: Workplace, _ journal: any Journal, _ state: StatePlace, _ surroundings: Surroundings
        ) async throws -> TargetPorts
    /// The linked libraries.
    let libraries: @Sendable () -> [Library]
}

/// What commands reach the outside through. Filled in by `Assembly`, which alone knows who is behind it.
struct Adapters: Sendable {
    /// Finds the engine that `DOCKER_HOST` names, or the usual one. Throws only when the task is cancelled.
    let engine: @Sendable (_ host: String?) async throws -> EngineFinding
    /// The linked libraries.
    let libraries: @Sendable () -> [Library]
}

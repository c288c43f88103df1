package import Basis

/// Work that must happen once: a container or a Job of its own, never removed by itself, because its exit
/// code is the evidence.
package protocol OneOffs: Sendable {
    /// Makes it under its name and starts it. One of that name is taken as it is, started if it never was.
    func start(_ work: OneOff, in situation: Situation) async throws

    /// How it stands.
    func standing(of name: String) async throws -> OneOffStanding

    /// Waits for its end. Throws `DeadlinePassed`; the work then still runs.
    func wait(for name: String, deadline: Deadline) async throws -> CommandResult

    /// Ends it and makes sure that it is dead.
    func end(_ name: String, deadline: Deadline) async throws

    /// Removes it, once its evidence is journaled. Nothing happens if there is none.
    func remove(_ name: String) async throws
}

package import Basis
package import Updates

/// What does steps. The engine knows nothing else of them.
///
/// What is thrown is a `Diagnosable`, a `Standstill`, `DeadlinePassed` or `CancellationError`.
package protocol Performer: Sendable {
    /// Reads what the way back will need, and touches nothing.
    func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence

    /// Does the step. Called again with a higher attempt after a failure, and with the same one only where
    /// `observe` found it absent.
    func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence

    /// Finds out what became of an attempt in doubt: one whose outcome nobody wrote down, one that was
    /// interrupted, or one that failed and must not be repeated blindly. `situation.outcome` is what it came
    /// to as far as that is known; a definite end, such as an exit code, may be answered as it is.
    ///
    /// A converging step that stopped half-way answers `absent`: performing it again continues.
    func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation

    /// Waits for what `observe` found running, within the deadline, or ends it and makes sure of its death.
    func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation

    /// Watches what the step left, from its end until the run commits, and says why that no longer holds:
    /// the run then does what it does when the step fails. Reads only, and ends when it is cancelled.
    ///
    /// Nil where there is nothing to watch.
    func watch(_ step: PlannedStep, in situation: Situation) async throws -> Diagnostic?

    /// Takes the step back. Safe when the step never happened, and may be called again after a failure.
    func reverse(_ step: PlannedStep, in situation: Situation) async throws

    /// Removes what a committed run, or one that went back, no longer needs. Never fails a run.
    func tidyUp(_ step: PlannedStep, in situation: Situation) async throws
}

extension Performer {
    /// Most steps leave nothing that could turn.
    package func watch(_ step: PlannedStep, in situation: Situation) async throws -> Diagnostic? { nil }
}

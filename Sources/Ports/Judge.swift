package import Updates

/// What asks a gate's question as often as the gate says, and judges.
package protocol Judge: Sendable {
    /// The verdict; a gate that was not decided within its bound has failed.
    func judge(_ gate: Gate, after step: PlannedStep, in situation: Situation) async throws -> Verdict
}

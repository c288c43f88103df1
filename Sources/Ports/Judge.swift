package import Updates

/// What judges: conditions once, gates as often as they say.
package protocol Judge: Sendable {
    /// Whether the condition of a step holds. Asked once, when its turn comes; the answer is a fact.
    func decide(_ condition: Expression, of step: PlannedStep, in situation: Situation) async throws -> Bool

    /// The verdict; a gate that was not decided within its bound has failed.
    func judge(_ gate: Gate, after step: PlannedStep, in situation: Situation) async throws -> Verdict
}

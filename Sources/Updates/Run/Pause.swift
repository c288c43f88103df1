/// Why a run waits for somebody or something.
package enum Pause: Hashable, Sendable, Codable {
    /// A person must agree to go on.
    case approval(step: StepID, message: String)
    /// The maintenance window is closed until a moment, as people read it.
    case window(opens: String)
    /// A person or a signal interrupted it.
    case interrupt(by: String)
    /// Going on or back would lose data; how much, and the command that agrees to it.
    case loss(String, remedy: String)
    /// Somebody else changed the target.
    case stranger(String)
    /// The playbook says that a person decides after this failure.
    case failure(step: StepID)
}

/// How a run stands, in a word.
package enum Standing: String, Hashable, Sendable, Codable, CaseIterable {
    /// Going on, going back, or cut off doing so.
    case advancing, retreating
    /// Behind its commit, removing what is left over.
    case committed
    /// It waits for somebody or something.
    case paused
    /// It needs a person.
    case stranded
    /// Left as it stands, as its playbook said.
    case stopped
    /// Over: done, undone, failed before anything was touched, or closed by a person.
    case succeeded
    case rolledBack = "rolled-back"
    case failed, abandoned

    /// Whether it still holds its scope.
    package var isOpen: Bool {
        switch self {
        case .advancing, .retreating, .committed, .paused, .stranded: true
        case .stopped, .succeeded, .rolledBack, .failed, .abandoned: false
        }
    }
}

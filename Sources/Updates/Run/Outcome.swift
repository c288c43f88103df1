package import Basis

/// How an act ended.
package enum Outcome: Hashable, Sendable, Codable {
    /// It was done, and this is what it left.
    case done(Evidence)
    /// It was not; what was done of it may stand.
    indirect case failed(Diagnostic)
    /// It was not done in its time; what was done of it may stand.
    indirect case timedOut(Diagnostic)
    /// It was told to end and did; what was done of it may stand.
    case cancelled
    /// It cannot go on without a person.
    case blocked(Pause)
}

package import Basis

/// What a step's condition came to. A fact: replay never asks it again.
package enum Decision: Hashable, Sendable, Codable {
    /// It holds: the step is done.
    case holds
    /// It does not: the step is passed over.
    case holdsNot
    /// It has no answer, and why.
    indirect case undecided(Diagnostic)
}

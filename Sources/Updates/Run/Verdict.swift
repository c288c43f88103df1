package import Basis

/// What a gate came to. A fact: replay never judges again.
package enum Verdict: Hashable, Sendable, Codable {
    /// It held, and this is what was seen.
    case passed(seen: String, warnings: [Diagnostic])
    /// It did not, and this is what was seen.
    indirect case failed(Diagnostic)
    /// It was told to end before it had come to anything.
    case cancelled
}

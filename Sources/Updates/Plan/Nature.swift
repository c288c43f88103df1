/// What becomes of a step when the run goes back.
package enum Nature: String, Hashable, Sendable, Codable, CaseIterable {
    /// It changes nothing that anybody would want back.
    case harmless
    /// What it did is put back as it was.
    case reversible
    /// Another action makes up for it.
    case compensable
    /// Nothing takes it back: the point of no return.
    case irreversible
}

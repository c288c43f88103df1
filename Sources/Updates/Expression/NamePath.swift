internal import Basis

/// A name with its parts, as in `steps.migrate.before.revision`.
package struct NamePath: Hashable, Sendable, Codable {
    /// The parts in order; there is at least one.
    package let parts: [String]

    /// Takes the parts of a name; there must be at least one.
    package init(_ parts: [String]) {
        Mistake.unless(!parts.isEmpty, "a name has at least one part")
        self.parts = parts
    }

    /// The first part: which family of names it belongs to.
    package var root: String { parts.first ?? "" }
}

extension NamePath: CustomStringConvertible {
    /// The parts joined by dots.
    package var description: String { parts.joined(separator: ".") }
}

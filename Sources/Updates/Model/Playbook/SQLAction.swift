package import Basis

/// Runs SQL on a database of the manifest.
package struct SQLAction: Hashable, Sendable, Codable {
    /// Which database.
    package var database: Located<String>
    /// The statements, or a file of them in the release.
    package var run: Template
    /// What takes them back.
    package var undo: Template?
    /// Whether they may be run again without harm.
    package var isIdempotent = false
    /// Whether they are one transaction; nil where they can be.
    package var transaction: Located<Bool>?
    /// What the one value that they give must be.
    package var expect: Located<Comparison>?

    /// Statements for a database.
    package init(_ run: Template, on database: Located<String>) {
        (self.run, self.database) = (run, database)
    }
}

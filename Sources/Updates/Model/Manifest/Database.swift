package import Basis

/// A database that backups, restores and checks know by name.
package struct Database: Hashable, Sendable, Codable {
    /// The kinds of database.
    package enum Engine: String, Hashable, Sendable, Codable, CaseIterable {
        /// The names under which they are written.
        case postgres, mysql, mariadb, mongodb, redis, sqlite
    }

    /// What kind it is.
    package let engine: Engine
    /// The service in which it runs; nil for a server elsewhere, or a file.
    package var service: Located<String>?
    /// Host of a server elsewhere.
    package var host: Template?
    /// Its port, if not the usual one.
    package var port: Located<Int>?
    /// The name of the database.
    package var database: Template?
    /// The user to log in as.
    package var user: Template?
    /// The user's password.
    package var password: Template?
    /// The file of a SQLite database.
    package var path: Template?
    /// Where it is written.
    package let span: Span

    /// A database of a kind.
    package init(_ engine: Engine, at span: Span) {
        (self.engine, self.span) = (engine, span)
    }
}

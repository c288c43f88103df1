package import Basis

/// How the schema is brought from one release to the next, and back.
package struct Migrations: Hashable, Sendable, Codable {
    /// Tools whose commands Belay knows.
    package enum Preset: String, Hashable, Sendable, Codable, CaseIterable {
        /// Tools that are written as they are called.
        case alembic, django, rails, prisma, knex, flyway
        /// The `migrate` program.
        case golangMigrate = "golang-migrate"
        /// Plain SQL files in order.
        case sql
    }

    /// The service whose new image runs them; nil runs them on this machine.
    package let service: Located<String>?
    /// The tool whose commands are meant where none are written.
    package var preset: Located<Preset>?
    /// Prints the revision in force.
    package var now: CommandAction.Line?
    /// Brings the schema up.
    package var up: CommandAction.Line?
    /// Brings it back to `before.revision`.
    package var down: CommandAction.Line?
    /// Removes what only old code needs, long after new code serves.
    package var contract: CommandAction.Line?
    /// The folder of plain SQL files in a release.
    package var folder: Located<String>?
    /// Whether going down loses nothing.
    package var downIsLossless = false
    /// Prints the SQL that `up` would run.
    package var preview: CommandAction.Line?
    /// Whether old code can live with the new schema.
    package var compatible: Located<Bool>?
    /// The databases that they change; none named means all.
    package var databases: [Located<String>] = []
    /// Where they are written.
    package let span: Span

    /// Migrations that run in a service's image, or on this machine.
    package init(in service: Located<String>?, at span: Span) {
        (self.service, self.span) = (service, span)
    }
}

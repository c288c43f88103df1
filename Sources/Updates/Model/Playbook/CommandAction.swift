package import Basis

/// Runs a command.
package struct CommandAction: Hashable, Sendable, Codable {
    /// Where a command runs.
    package enum Site: Hashable, Sendable, Codable {
        /// On the machine where Belay runs.
        case local
        /// In a one-off container of a service.
        case oneOff(Located<String>)
        /// In a running container of a service.
        case exec(Located<String>)
    }

    /// What is run: a program with its arguments, or a line for a shell.
    package enum Line: Hashable, Sendable, Codable {
        /// A program with its arguments.
        case program([Template])
        /// A line that a shell takes apart.
        case shell(Template)
    }

    /// Where it runs.
    package var site: Site
    /// What is run.
    package var run: Line
    /// What takes it back; it must be safe when the command never ran.
    package var undo: Line?
    /// What tells whether it was done.
    package var observe: Line?
    /// Whether a shell takes its lines apart.
    package var usesShell = false
    /// Whether it may be run again without harm.
    package var isIdempotent = false
    /// What its output must hold.
    package var expect: TextExpectation?

    /// A command at a place.
    package init(_ run: Line, at site: Site) {
        (self.run, self.site) = (run, site)
    }
}

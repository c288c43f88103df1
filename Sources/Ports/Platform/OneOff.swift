package import Basis
package import Updates

/// A piece of work in a container of its own.
package struct OneOff: Sendable {
    /// Its name: deterministic, of run, step and attempt.
    package let name: String
    /// Whose image, networks, mounts and environment it has.
    package let blueprint: Blueprint
    /// What it runs; secrets may be part of it, therefore variables are the better place for them.
    package let command: [String]
    /// Variables beside those of the service.
    package let variables: [String: Secret]

    /// A piece of work.
    package init(name: String, blueprint: Blueprint, command: [String], variables: [String: Secret]) {
        (self.name, self.blueprint) = (name, blueprint)
        (self.command, self.variables) = (command, variables)
    }
}

package import Basis

/// A set of files that backups and restores know by name.
package enum FileSet: Hashable, Sendable, Codable {
    /// A volume of the project.
    case volume(Located<String>)
    /// A path on the machine, seen from the project's directory.
    case path(Located<String>)
}

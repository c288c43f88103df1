package import Basis

/// A file that the variables of a container come from.
package struct ComposeEnvironmentFile: Hashable, Sendable {
    /// The path, resolved against the project.
    package let path: Located<String>
    /// Whether it must be there.
    package let isRequired: Bool
    /// Whether its values are taken as they stand, quotes and dollars included.
    package let isRaw: Bool

    /// A file with variables.
    package init(path: Located<String>, isRequired: Bool, isRaw: Bool) {
        (self.path, self.isRequired, self.isRaw) = (path, isRequired, isRaw)
    }
}

package import Basis

/// A variable of a container or of a build.
package struct ComposeVariable: Equatable, Sendable {
    /// Where a value comes from.
    package enum Origin: Hashable, Sendable {
        /// It is written in the Compose file.
        case written
        /// It is passed on from the variables that the file is read with.
        case passed
        /// It comes from a file of variables.
        case file(String)
    }

    /// The name, where it is written.
    package let name: Located<String>
    /// The value; nil if the name is passed on and nothing has that name: the variable is then unset.
    package let value: Secret?
    /// Where the value comes from.
    package let origin: Origin

    /// A variable with its value.
    package init(name: Located<String>, value: Secret?, origin: Origin) {
        (self.name, self.value, self.origin) = (name, value, origin)
    }
}

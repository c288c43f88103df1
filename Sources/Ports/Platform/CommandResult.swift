/// How a command in a container ended.
package struct CommandResult: Hashable, Sendable {
    /// Its exit code.
    package let exitCode: Int
    /// What it printed, up to a cap.
    package let output: String
    /// What it printed as errors, up to a cap.
    package let errors: String

    /// A result of its parts.
    package init(exitCode: Int, output: String, errors: String) {
        (self.exitCode, self.output, self.errors) = (exitCode, output, errors)
    }
}

/// What a command in a running container came to.
struct ExecResult: Hashable, Sendable {
    /// The code it ended with.
    let exitCode: Int
    /// The end of what it said on standard output.
    let output: String
    /// The end of what it said on standard error.
    let errors: String
}

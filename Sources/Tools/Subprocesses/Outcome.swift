/// What a finished run leaves.
package struct Outcome: Hashable, Sendable {
    /// How it ended.
    package let exit: Exit
    /// What was kept of its standard output.
    package let output: Captured
    /// What was kept of its standard error.
    package let errors: Captured
    /// Whether the program took all of its input; many rightly stop reading early.
    package let tookAllInput: Bool
    /// The command, for messages.
    let command: String

    /// Itself when the program ended with one of these codes, and otherwise `unsuccessful` with its own
    /// words.
    package func succeeded(with codes: Set<Int32> = [0]) throws(SubprocessError) -> Outcome {
        if case .exited(let code) = exit, codes.contains(code) { return self }
        throw .unsuccessful(command: command, exit: exit, said: errors.text)
    }
}

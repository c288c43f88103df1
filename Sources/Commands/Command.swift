/// One command: its table and what it does.
///
/// A command is declared in one file of its own and named once in `Grammar.belay`.
struct Command: Sendable {
    /// A command line worth showing, with what it does.
    struct Example: Sendable {
        let line: String
        let about: String
    }

    /// The word on the command line.
    let name: String
    /// What it does, in a sentence without a full stop.
    let about: String
    /// What else there is to know, in full sentences.
    let details: String
    /// Its options and operands, in the order of the help.
    let parameters: [ParameterRow]
    let examples: [Example]
    /// Does it.
    ///
    /// What is thrown is told by the program, which also picks the exit code.
    let run: @Sendable (Invocation) async throws -> ExitCode
}

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
    /// Whether it waits for anyone or changes anything. Then an interrupt cancels it, and it ends in its own
    /// good order.
    ///
    /// What ends at once is ended by the signal, as any program is: to listen for one takes longer than all
    /// the rest of `belay version`.
    var waits: @Sendable (Arguments) -> Bool = { _ in true }
    /// Does it.
    ///
    /// What is thrown is told by the program, which also picks the exit code.
    let run: @Sendable (Invocation) async throws -> ExitCode
}

/// The whole command line as one table: what parsing, help, the man page and the completions are made from.
struct Grammar: Sendable {
    /// The name of the program.
    let program: String
    /// What the program is for, in a sentence without a full stop.
    let about: String
    /// What it is for, in a few sentences.
    let details: String
    /// Options accepted everywhere, before and after the command.
    let globals: [ParameterRow]
    /// Pairs of global flags that exclude each other.
    let conflicts: [(ParameterRow, ParameterRow)]
    /// The commands, in the order of the help.
    let commands: [Command]
    /// The environment variables that are read, for the manual.
    let variables: [(name: String, about: String)]

    /// The command of a name.
    func command(named name: String) -> Command? { commands.first { $0.name == name } }

    /// Options accepted everywhere that mean the same behind a command: one of its own takes the name over,
    /// as in `update --version TAG`.
    func globals(behind command: Command?) -> [ParameterRow] {
        let own = command?.parameters.filter { !$0.isOperand }.map(\.name) ?? []
        return globals.filter { !own.contains($0.name) }
    }

    /// The words that a value can be completed to.
    func words(for kind: ValueKind) -> [String] {
        switch kind {
        case .text, .file: []
        case .choice(let words), .offered(let words): words
        case .command(let others): commands.map(\.name) + others
        }
    }

    /// Whether any command has such an option: while the command is unknown, only an option of none is a
    /// mistake.
    func hasAnywhere(long name: String) -> Bool {
        commands.contains { command in command.parameters.contains { !$0.isOperand && $0.name == name } }
    }
}

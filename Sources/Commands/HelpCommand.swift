internal import Basis
internal import Console
internal import Playbooks

/// `belay help [TOPIC]`.
enum HelpCommand {
    private static let topic = Parameter<String?>.operand(
        "TOPIC", "A command, or the code of a diagnostic", takes: .command)
    private static let man = Parameter<Bool>.flag("man", "Print the manual page of the whole program instead")
    private static let schema = Parameter<String?>.option(
        "schema", "KIND", "Print the JSON Schema of a kind of file instead, for editors",
        takes: .choice(LanguageFile.allCases.map(\.rawValue)))

    static let command = Command(
        name: "help",
        about: "Print help on Belay, on a command, or on the code of a diagnostic",
        details: """
            Every problem that Belay tells carries a stable code in brackets, such as \
            `usage.unknown-option`. `belay help CODE` says what it means and what to do.
            """,
        parameters: [topic.row, man.row, schema.row],
        examples: [
            .init(line: "belay help version", about: "Help on a command"),
            .init(line: "belay help usage.unknown-option", about: "What a code means and what to do"),
            .init(line: "belay help --man | man -l -", about: "The manual page"),
            .init(line: "belay help --schema manifest > belay.schema.json", about: "For an editor"),
        ],
        waits: { _ in false }
    ) { invocation in
        invocation.printer.show(try report(on: invocation))
        return .done
    }

    private static func report(on invocation: Invocation) throws(Failure) -> any Report {
        let grammar = invocation.grammar
        if invocation.arguments[man] { return ManPageReport(grammar: grammar) }
        if let file = invocation.arguments[schema].flatMap(LanguageFile.init(rawValue:)) {
            return SchemaReport(file: file)
        }
        guard let topic = invocation.arguments[topic] else {
            return HelpReport(grammar: grammar, command: nil)
        }
        if let command = grammar.command(named: topic) {
            return HelpReport(grammar: grammar, command: command)
        }
        if let code = DiagnosticCodes.code(topic) { return CodeReport(code: code) }
        let known = grammar.commands.map(\.name) + DiagnosticCodes.all.map { $0.rawValue }
        let problem = Diagnostic(
            UsageCode.unknownTopic, "there is no help on `\(topic)`", at: .commandLine,
            remedy: known.nearest(to: topic).map { "Did you mean `belay help \($0)`?" })
        throw .wrongInput([problem])
    }
}

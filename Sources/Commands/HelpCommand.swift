internal import Basis
internal import Console
internal import Playbooks

/// `belay help [TOPIC]`.
enum HelpCommand {
    private static let topic = Parameter<String?>.operand(
        "TOPIC", "A command, the code of a diagnostic, or a part of the language: \(list(Manual.topics))",
        takes: .command(or: Manual.topics))
    private static let kind = Parameter<String?>.operand(
        "KIND", "After `step`: one kind of step", takes: .offered(Manual.kinds.map(\.name)))
    private static let man = Parameter<Bool>.flag("man", "Print the manual page of the whole program instead")
    private static let schema = Parameter<String?>.option(
        "schema", "KIND", "Print the JSON Schema of a kind of file instead, for editors",
        takes: .choice(LanguageFile.allCases.map(\.rawValue)))

    static let command = Command(
        name: "help",
        about: "Print help on Belay, on a command, on the language, or on the code of a diagnostic",
        details: """
            Every problem that Belay tells carries a stable code in brackets, such as \
            `usage.unknown-option`. `belay help CODE` says what it means and what to do.
            The pages on the language are the annotated examples of Docs/Manual, which the tests read with \
            the parser that reads your files.
            """,
        parameters: [topic.row, kind.row, man.row, schema.row],
        examples: [
            .init(line: "belay help version", about: "Help on a command"),
            .init(line: "belay help step roll", about: "A kind of step, with examples and all its keys"),
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
        if let page = try page(on: topic, invocation.arguments[kind]) {
            return ManualReport(grammar: grammar, page: page)
        }
        if let command = grammar.command(named: topic) {
            return HelpReport(grammar: grammar, command: command)
        }
        if let code = DiagnosticCodes.code(topic) { return CodeReport(code: code) }
        let known = grammar.commands.map(\.name) + Manual.topics + DiagnosticCodes.all.map { $0.rawValue }
        throw unknown(topic, nearest: known.nearest(to: topic))
    }

    /// The page of the manual, if that is what the words mean.
    private static func page(on topic: String, _ kind: String?) throws(Failure) -> ManualPage? {
        guard let kind else { return Manual.page(on: [topic]) }
        if let page = Manual.page(on: [topic, kind]) { return page }
        let kinds = Manual.kinds.map(\.name)
        if topic == "step" {
            let nearest = kinds.nearest(to: kind).map { "step \($0)" }
            throw unknown("step \(kind)", nearest: nearest, else: "The kinds are: \(list(kinds)).")
        }
        throw unknown("\(topic) \(kind)", nearest: kinds.contains(kind) ? "step \(kind)" : topic)
    }

    private static func unknown(_ topic: String, nearest: String?, else remedy: String? = nil) -> Failure {
        let guess = nearest.map { "Did you mean `belay help \($0)`?" }
        return .wrongInput([
            Diagnostic(
                UsageCode.unknownTopic, "there is no help on `\(topic)`", at: .commandLine,
                remedy: guess ?? remedy)
        ])
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

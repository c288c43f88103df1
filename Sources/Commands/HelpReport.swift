internal import Console

/// Help on the whole program, or on one command.
struct HelpReport: Report {
    let grammar: Grammar
    let command: Command?

    var event: String { "help" }

    var fields: [JSONField] {
        [JSONField("command", command?.name), JSONField("text", text(on: Surface()))]
    }

    func text(on surface: Surface) -> String {
        let help = HelpText(grammar: grammar, surface: surface)
        return command.map(help.text(of:)) ?? help.text
    }
}

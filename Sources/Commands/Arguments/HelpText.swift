internal import Console

/// Help as it stands on a terminal.
struct HelpText {
    private static let indent = "  "
    /// Names longer than this have their explanation on the next line.
    private static let column = 24

    let grammar: Grammar
    let surface: Surface

    /// On the whole program.
    var text: String {
        let commands = grammar.commands.map { entry($0.name, $0.about) }
        let footer =
            "`\(grammar.program) help COMMAND` says more about a command, "
            + "`\(grammar.program) help step` about what stands in a playbook."
        return join([
            ["\(grammar.about).".wrapped(to: surface.width)],
            [title("Usage")] + usage("COMMAND [OPTIONS]"),
            [title("Commands")] + commands,
            [title("Options for every command")] + grammar.globals.map(entry),
            [title("Exit codes")] + ExitCode.allCases.map { entry("\($0.rawValue)", $0.meaning, column: 7) },
            [footer.wrapped(to: surface.width)],
        ])
    }

    /// On one command.
    func text(of command: Command) -> String {
        let operands = command.parameters.filter(\.isOperand)
        let options = command.parameters.filter { !$0.isOperand }
        var parts = [
            ["\(command.about).".wrapped(to: surface.width)],
            [title("Usage")] + usage(command.usage),
        ]
        if !command.details.isEmpty { parts.append([command.details.wrapped(to: surface.width)]) }
        if !operands.isEmpty { parts.append([title("Operands")] + operands.map(entry)) }
        if !options.isEmpty { parts.append([title("Options")] + options.map(entry)) }
        parts.append(
            [title("Options for every command")] + grammar.globals(behind: command).map(entry))
        if !command.examples.isEmpty {
            parts.append([title("Examples")] + command.examples.flatMap(example))
        }
        return join(parts)
    }

    func join(_ parts: [[String]]) -> String {
        parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    func title(_ text: String) -> String { Palette(surface).paint("\(text):", as: .emphasis) }

    private func usage(_ rest: String) -> [String] {
        let hanging = HelpText.indent.count + grammar.program.count + 1
        return [
            HelpText.indent
                + "\(grammar.program) \(rest)".wrapped(to: surface.width, hanging: hanging, used: 2)
        ]
    }

    private func entry(_ row: ParameterRow) -> String {
        var about = row.about
        if case .choice(let words) = row.kind { about += ": " + words.joined(separator: ", ") }
        return entry(row.synopsis, about)
    }

    func entry(_ name: String, _ about: String) -> String {
        entry(name, about, column: HelpText.column)
    }

    private func entry(_ name: String, _ about: String, column: Int) -> String {
        let wrapped = about.wrapped(to: surface.width, hanging: column, used: column)
        let head = HelpText.indent + name
        if head.displayWidth + 2 <= column { return head.padded(to: column) + wrapped }
        return head + "\n" + String(repeating: " ", count: column) + wrapped
    }

    private func example(_ example: Command.Example) -> [String] {
        let about = example.about.wrapped(to: surface.width, hanging: 6, used: 6)
        return [HelpText.indent + example.line, "      " + about]
    }
}

extension Command {
    /// What stands behind the program's name in the usage line.
    var usage: String {
        let operands = parameters.filter(\.isOperand).map { row in
            let word = if case .operands = row.form { "\(row.placeholder)…" } else { row.placeholder }
            return row.isRequired ? word : "[\(word)]"
        }
        return ([name] + operands + ["[OPTIONS]"]).joined(separator: " ")
    }
}

extension ParameterRow {
    /// As it is typed, with the letter and the value's placeholder: `-e, --env NAME`.
    var synopsis: String {
        let short = letter.map { "-\($0), " } ?? ""
        return isOperand || form == .flag ? short + spelling : "\(short)\(spelling) \(placeholder)"
    }
}

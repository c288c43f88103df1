/// The manual page in roff, for `man`.
struct ManPage {
    let grammar: Grammar
    let version: String

    /// The whole page.
    var roff: String {
        let name = grammar.program.uppercased()
        var lines = [".TH \(name) 1 \"\" \"\(grammar.program) \(version)\" \"User Commands\""]
        lines += [".SH NAME", "\(grammar.program) \\- \(text(grammar.about.firstLowered))"]
        lines += [".SH SYNOPSIS", ".B \(grammar.program)", ".I COMMAND", "[OPTIONS]"]
        lines += [".SH DESCRIPTION"] + paragraphs(grammar.details)
        lines.append(".SH COMMANDS")
        lines += grammar.commands.flatMap(section)
        lines.append(".SH OPTIONS")
        lines.append("These are accepted by every command, before and after its name.")
        lines += grammar.globals.flatMap(entry)
        lines.append(".SH EXIT STATUS")
        lines += ExitCode.allCases.flatMap { [".TP", ".B \($0.rawValue)", text($0.meaning)] }
        lines.append(".SH ENVIRONMENT")
        lines += grammar.variables.flatMap { [".TP", ".B \(text($0.name))", text($0.about)] }
        return lines.joined(separator: "\n")
    }

    private func section(_ command: Command) -> [String] {
        var lines = [".SS \"\(text("\(grammar.program) \(command.usage)"))\"", text(command.about) + "."]
        if !command.details.isEmpty { lines += [".PP"] + paragraphs(command.details) }
        lines += command.parameters.flatMap(entry)
        for example in command.examples {
            lines += [
                ".PP", text(example.about) + ":", ".PP", ".RS", ".nf", text(example.line), ".fi", ".RE",
            ]
        }
        return lines
    }

    private func entry(_ row: ParameterRow) -> [String] {
        var about = row.about
        if case .choice(let words) = row.kind { about += ": " + words.joined(separator: ", ") }
        return [".TP", ".B \(text(row.synopsis))", text(about) + "."]
    }

    private func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n").map { self.text(String($0)) }.flatMap { [$0, ".br"] }.dropLast()
    }

    /// Text with everything escaped that roff would read as its own.
    private func text(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "`": escaped += "\\(ga"
            case "'": escaped += "\\(aq"
            case "\"": escaped += "\\(dq"
            case "~": escaped += "\\(ti"
            case "^": escaped += "\\(ha"
            case "…": escaped += "..."
            default: escaped.append(character)
            }
        }
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }
}

extension String {
    fileprivate var firstLowered: String { prefix(1).lowercased() + dropFirst() }
}

/// The completion script for zsh, on its own `_arguments`.
struct ZshCompletion {
    private let grammar: Grammar

    init(_ grammar: Grammar) { self.grammar = grammar }

    /// The script: a file on the `fpath`, or to be sourced below `compinit`.
    var script: String {
        """
        #compdef \(grammar.program)
        # zsh completion for \(grammar.program)
        _\(grammar.program)() {
            local context state state_descr line curcontext="$curcontext"
            typeset -A opt_args
            local -a everywhere=(
        \(grammar.globals.map(option).joined())\
            )
            _arguments -C -s "$everywhere[@]" '1: :->command' '*:: :->rest'
            case $state in
                command)
                    local -a commands=(
        \(grammar.commands.map(entry).joined())\
                    )
                    _describe -t commands command commands ;;
                rest)
                    case $line[1] in
        \(grammar.commands.map(rest).joined())\
                    esac ;;
            esac
        }
        if [[ $funcstack[1] == _\(grammar.program) ]]; then
            _\(grammar.program) "$@"
        else
            compdef _\(grammar.program) \(grammar.program)
        fi
        """
    }

    private func entry(_ command: Command) -> String {
        "                \(quoted("\(command.name):\(command.about)"))\n"
    }

    private func rest(_ command: Command) -> String {
        let options = command.parameters.filter { !$0.isOperand }.map(option).joined()
        let operands = command.parameters.filter(\.isOperand).map(operand).joined()
        return """
                        \(command.name))
                            local -a own=(
            \(options)\(operands)\
                            )
                            _arguments -s "$everywhere[@]" "$own[@]" ;;

            """
    }

    private func option(_ row: ParameterRow) -> String {
        let about = "[\(bracketed(row.about))]"
        let value = row.takesValue ? ":\(row.placeholder):\(action(row.kind))" : ""
        let star = row.form == .options ? "*" : ""
        let long = row.spelling + (row.takesValue ? "=" : "")
        guard let letter = row.letter else { return "        \(quoted(star + long + about + value))\n" }
        let excluded = star.isEmpty ? "(-\(letter) \(row.spelling))" : star
        let short = "-\(letter)" + (row.takesValue ? "+" : "")
        return "        \(quoted(excluded + short + about + value))\n"
            + "        \(quoted(excluded + long + about + value))\n"
    }

    private func operand(_ row: ParameterRow) -> String {
        let colon = row.isRequired ? ":" : "::"
        if case .operands = row.form {
            return "        \(quoted("*:\(row.placeholder):\(action(row.kind))"))\n"
        }
        return "        \(quoted("\(colon)\(row.placeholder):\(action(row.kind))"))\n"
    }

    private func action(_ kind: ValueKind) -> String {
        switch kind {
        case .text: " "
        case .file: "_files"
        case .choice, .command, .offered: "(\(grammar.words(for: kind).joined(separator: " ")))"
        }
    }

    private func bracketed(_ text: String) -> String {
        text.reduce(into: "") { $0 += "[]:\\".contains($1) ? "\\\($1)" : String($1) }
    }

    private func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

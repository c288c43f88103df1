/// The completion script for bash.
///
/// It needs nothing but bash itself.
struct BashCompletion {
    private let grammar: Grammar

    init(_ grammar: Grammar) { self.grammar = grammar }

    /// The script, to be sourced.
    var script: String {
        """
        # bash completion for \(grammar.program)
        _\(grammar.program)() {
            local index word command='' expects='' ended='' operand=0
            local current="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=()
            for (( index = 1; index < COMP_CWORD; index++ )); do
                word="${COMP_WORDS[index]}"
                if [[ $word == '=' ]]; then continue; fi
                if [[ -n $expects ]]; then expects=''; continue; fi
                if [[ -z $ended && $word == '--' ]]; then ended=1; continue; fi
                if [[ -z $ended && $word == -?* ]]; then
                    case "$command:$word" in
        \(options.map(expectation).joined())\
                    esac
                elif [[ -z $command ]]; then
                    command=$word
                else
                    (( operand++ ))
                fi
            done
            [[ $current == '=' ]] && current=''
            if [[ -z $expects && -z $ended && $current == -* ]]; then
                local offered='\(grammar.globals.map(\.spelling).joined(separator: " "))'
                case "$command" in
        \(grammar.commands.map(offer).joined())\
                esac
                COMPREPLY=( $(compgen -W "$offered" -- "$current") )
                return
            fi
            if [[ -z $expects ]]; then
                case "$command:$operand" in
                    :*) expects='words:\(grammar.commands.map(\.name).joined(separator: " "))' ;;
        \(grammar.commands.map(operands).joined())\
                esac
            fi
            case "$expects" in
                words:*) COMPREPLY=( $(compgen -W "${expects#words:}" -- "$current") ) ;;
                file)
                    compopt -o filenames 2>/dev/null
                    mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
            esac
        }
        complete -F _\(grammar.program) \(grammar.program)
        """
    }

    private var options: [(command: String, row: ParameterRow)] {
        grammar.globals.map { ("*", $0) }
            + grammar.commands.flatMap { command in
                command.parameters.filter(\.takesValue).map { (command.name, $0) }
            }
    }

    private func expectation(_ option: (command: String, row: ParameterRow)) -> String {
        guard option.row.takesValue else { return "" }
        let spellings = [option.row.spelling] + (option.row.letter.map { ["-\($0)"] } ?? [])
        let patterns = spellings.map { "\(option.command):\($0)" }.joined(separator: "|")
        return "                \(patterns)) expects='\(expects(option.row.kind))' ;;\n"
    }

    private func offer(_ command: Command) -> String {
        let options = command.parameters.filter { !$0.isOperand }.map(\.spelling)
        guard !options.isEmpty else { return "" }
        return "            \(command.name)) offered+=' \(options.joined(separator: " "))' ;;\n"
    }

    private func operands(_ command: Command) -> String {
        command.parameters.filter(\.isOperand).enumerated().map { index, row in
            let place = if case .operands = row.form { "*" } else { "\(index)" }
            return "            \(command.name):\(place)) expects='\(expects(row.kind))' ;;\n"
        }.joined()
    }

    private func expects(_ kind: ValueKind) -> String {
        switch kind {
        case .text: "text"
        case .file: "file"
        case .choice, .command, .offered: "words:" + grammar.words(for: kind).joined(separator: " ")
        }
    }
}

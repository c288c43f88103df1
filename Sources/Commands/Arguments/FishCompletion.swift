/// The completion script for fish.
struct FishCompletion {
    private let grammar: Grammar
    private var program: String { grammar.program }

    init(_ grammar: Grammar) { self.grammar = grammar }

    /// The script: a file in the completions folder, or to be sourced.
    var script: String {
        """
        # fish completion for \(program)
        # Prints the command that is named before the cursor, then every operand, each in a line.
        function __\(program)_words
            set -l skip no
            for word in (commandline -opc)[2..-1]
                if test $skip = yes
                    set skip no
                    continue
                end
                switch $word
                    case \(valued.joined(separator: " "))
                        set skip yes
                    case '-*'
                    case '*'
                        echo $word
                end
            end
        end
        function __\(program)_at -a command operands
            set -l words (__\(program)_words)
            test "$words[1]" = "$command"; or return 1
            test -z "$operands"; or test (count $words) -eq (math $operands + 1)
        end
        complete -c \(program) -f
        \(grammar.globals.map { option($0, when: nil) }.joined(separator: "\n"))
        \(grammar.commands.map(lines).joined(separator: "\n"))
        """
    }

    private var valued: [String] {
        let rows = grammar.globals + grammar.commands.flatMap(\.parameters)
        return rows.filter(\.takesValue).flatMap { [$0.spelling] + ($0.letter.map { ["-\($0)"] } ?? []) }
    }

    private func lines(_ command: Command) -> String {
        let offer =
            "complete -c \(program) -n 'test -z (__\(program)_words | string collect)'"
            + " -a \(command.name) -d \(quoted(command.about))"
        let options = command.parameters.filter { !$0.isOperand }.map { option($0, when: command) }
        let operands = command.parameters.filter(\.isOperand).enumerated().map {
            operand($1, at: $0, of: command)
        }
        return ([offer] + options + operands).joined(separator: "\n")
    }

    private func option(_ row: ParameterRow, when command: Command?) -> String {
        var line = "complete -c \(program)"
        if let command { line += " -n '__\(program)_at \(command.name)'" }
        if let letter = row.letter { line += " -s \(letter)" }
        line += " -l \(row.name)"
        if row.takesValue { line += value(row.kind, required: "-r", exclusive: "-x") }
        return line + " -d \(quoted(row.about))"
    }

    private func operand(_ row: ParameterRow, at index: Int, of command: Command) -> String {
        let place = if case .operands = row.form { "" } else { " \(index)" }
        return "complete -c \(program) -n '__\(program)_at \(command.name)\(place)'"
            + value(row.kind, required: "", exclusive: "") + " -d \(quoted(row.about))"
    }

    private func value(_ kind: ValueKind, required: String, exclusive: String) -> String {
        switch kind {
        case .text: exclusive.isEmpty ? "" : " \(exclusive)"
        case .file: required.isEmpty ? " -F" : " \(required) -F"
        case .choice, .command, .offered:
            (exclusive.isEmpty ? "" : " \(exclusive)")
                + " -a \(quoted(grammar.words(for: kind).joined(separator: " ")))"
        }
    }

    private func quoted(_ text: String) -> String {
        "'" + text.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : String($1) } + "'"
    }
}

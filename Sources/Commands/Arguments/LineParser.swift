internal import Basis

/// Reads a command line by a grammar.
///
/// It goes on after a mistake, so that all of them are told at once.
struct LineParser {
    let grammar: Grammar
    var line = ParsedLine()
    /// The word in the command's place, whether it names a command or not.
    private(set) var commandWord: String?
    /// Options before the command that are not global: judged when the command is known.
    private var early: [String] = []
    private var words: ArraySlice<String>
    private var operandIndex = 0

    /// Reads the words behind the program's name.
    static func parse(_ words: [String], by grammar: Grammar) -> ParsedLine {
        var parser = LineParser(grammar: grammar, words: words[...])
        parser.readAll()
        return parser.line
    }

    private init(grammar: Grammar, words: ArraySlice<String>) {
        self.grammar = grammar
        self.words = words
    }

    private mutating func readAll() {
        var optionsEnded = false
        while let word = words.popFirst() {
            if optionsEnded || word == "-" || !word.hasPrefix("-") {
                readBare(word)
            } else if word == "--" {
                optionsEnded = true
            } else if word.hasPrefix("--") {
                readLong(word)
            } else {
                readLetters(word)
            }
        }
        judgeEarlyOptions()
        judgeMissing()
        judgeConflicts()
    }

    var options: [ParameterRow] {
        grammar.globals(behind: line.command) + (line.command?.parameters.filter { !$0.isOperand } ?? [])
    }

    // MARK: Options

    private mutating func readLong(_ word: String) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let (name, value) = (String(parts.first ?? ""), parts.count == 2 ? String(parts[1]) : nil)
        if let row = options.first(where: { $0.name == name }) {
            read(row, spelt: "--\(name)", value)
        } else if commandWord == nil {
            early.append("--\(name)")
        } else if line.command != nil || !grammar.hasAnywhere(long: name) {
            reportUnknown("--\(name)", hasValue: value != nil)
        }
    }

    /// `-e VALUE`, `-eVALUE`, `-e=VALUE`, `-qv`.
    private mutating func readLetters(_ word: String) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let row = options.first(where: { $0.letter == letter }) else {
                if commandWord == nil { return early.append("-\(letter)") }
                if line.command != nil { reportUnknown("-\(letter)", hasValue: !letters.isEmpty) }
                return
            }
            guard row.takesValue else {
                if letters.first == "=" { return read(row, spelt: "-\(letter)", String(letters.dropFirst())) }
                read(row, spelt: "-\(letter)", nil)
                continue
            }
            let attached = letters.first == "=" ? letters.dropFirst() : letters
            return read(row, spelt: "-\(letter)", letters.isEmpty ? nil : String(attached))
        }
    }

    private mutating func read(_ row: ParameterRow, spelt spelling: String, _ attached: String?) {
        guard row.takesValue else {
            if attached != nil { report(.unexpectedValue, "\(spelling) takes no value") }
            return line.arguments.append("", to: row)
        }
        guard let value = attached ?? nextValue() else {
            return report(
                .missingValue, "\(spelling) needs a value: \(row.placeholder)", remedy: missingRemedy(row))
        }
        if row.form == .option, line.arguments.count(of: row) == 1 {
            report(.repeatedOption, "\(spelling) is given more than once")
        }
        take(value, for: row, called: spelling)
    }

    /// The next word, unless it looks like an option: `--app --json` is a mistake and not a file called
    /// `--json`.
    private mutating func nextValue() -> String? {
        guard let next = words.first, next == "-" || !next.hasPrefix("-") else { return nil }
        return words.popFirst()
    }

    private func missingRemedy(_ row: ParameterRow) -> String? {
        guard let next = words.first, next.hasPrefix("-") else { return nil }
        return "Write the value after it; if `\(next)` is the value, write `\(row.spelling)=\(next)`."
    }

    private mutating func reportUnknown(_ spelling: String, hasValue: Bool) {
        let known = options.map(\.spelling)
        let nearest = spelling.hasPrefix("--") ? known.nearest(to: spelling) : nil
        let name = line.command.map { "`\(grammar.program) \($0.name)`" } ?? "`\(grammar.program)`"
        report(
            .unknownOption, "\(name) has no option \(spelling)",
            remedy: nearest.map { "Did you mean `\($0)`? `--help` lists all options." })
        // What probably was meant probably takes the next word too: it is not a second mistake.
        if !hasValue, let row = options.first(where: { $0.spelling == nearest }), row.takesValue {
            _ = nextValue()
        }
    }

    // MARK: Bare words

    private mutating func readBare(_ word: String) {
        guard commandWord != nil else { return readCommand(word) }
        guard let command = line.command else { return }
        let operands = command.parameters.filter(\.isOperand)
        guard operandIndex < operands.count else {
            return report(.unexpectedOperand, "`\(grammar.program) \(command.name)` does not take `\(word)`")
        }
        let row = operands[operandIndex]
        if case .operand = row.form { operandIndex += 1 }
        take(word, for: row, called: row.placeholder)
    }

    private mutating func readCommand(_ word: String) {
        commandWord = word
        line.command = grammar.command(named: word)
        guard line.command == nil else { return }
        let nearest = grammar.commands.map(\.name).nearest(to: word)
        report(
            .unknownCommand, "there is no command `\(word)`",
            remedy: nearest.map {
                "Did you mean `\(grammar.program) \($0)`? `\(grammar.program) help` lists them all."
            })
    }

    private mutating func take(_ value: String, for row: ParameterRow, called name: String) {
        line.arguments.append(value, to: row)
        if case .choice(let words) = row.kind, !words.contains(value) {
            let list = words.joined(separator: ", ")
            let guess = words.nearest(to: value).map { "Did you mean `\($0)`? " } ?? ""
            report(.badValue, "\(name) cannot be `\(value)`", remedy: "\(guess)Use one of: \(list).")
        } else if value.isEmpty {
            report(.badValue, "\(name) is empty", remedy: "Give it a value, or leave it away.")
        }
    }

    // MARK: When all words are read

    private mutating func judgeEarlyOptions() {
        for spelling in early {
            let isCommands = options.contains {
                $0.spelling == spelling || $0.letter.map { "-\($0)" } == spelling
            }
            if isCommands, let command = line.command {
                report(
                    .misplacedOption, "\(spelling) stands before the command it belongs to",
                    remedy: "Write `\(grammar.program) \(command.name) \(spelling)`.")
            } else {
                reportUnknown(spelling, hasValue: true)
            }
        }
    }

    private mutating func judgeMissing() {
        guard let command = line.command else {
            if commandWord == nil { report(.missingCommand, "no command is named") }
            return
        }
        for row in command.parameters where row.isRequired && line.arguments.count(of: row) == 0 {
            let words = grammar.words(for: row.kind)
            report(
                .missingOperand,
                "`\(grammar.program) \(command.name)` needs \(row.placeholder): \(row.about)",
                remedy: words.isEmpty ? nil : "Add one of: \(words.joined(separator: ", ")).")
        }
    }

    private mutating func judgeConflicts() {
        for (one, other) in grammar.conflicts
        where line.arguments.count(of: one) > 0 && line.arguments.count(of: other) > 0 {
            report(.conflictingOptions, "\(one.spelling) and \(other.spelling) exclude each other")
        }
    }

    private mutating func report(_ code: UsageCode, _ what: String, remedy: String? = nil) {
        line.problems.append(Diagnostic(code, what, at: .commandLine, remedy: remedy))
    }
}

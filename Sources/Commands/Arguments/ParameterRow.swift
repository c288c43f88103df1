/// One option or operand as parsing, help, the man page and the completions see it: a row of the command's
/// table.
struct ParameterRow: Hashable, Sendable {
    /// How it stands on the command line.
    enum Form: Hashable, Sendable {
        /// `--name`, with nothing behind it.
        case flag
        /// `--name VALUE`, at most once.
        case option
        /// `--name VALUE`, as often as wanted.
        case options
        /// A bare word.
        case operand(isRequired: Bool)
        /// All bare words that are left.
        case operands(isRequired: Bool)
    }

    /// The name: what follows `--`, or what an operand is called in help.
    let name: String
    /// The letter that follows a single `-`.
    let letter: Character?
    let form: Form
    /// The word that stands for the value in help: `FILE`.
    let placeholder: String
    let kind: ValueKind
    /// What it does, in a sentence without a full stop.
    let about: String

    var isOperand: Bool {
        switch form {
        case .operand, .operands: true
        case .flag, .option, .options: false
        }
    }

    var takesValue: Bool { form == .option || form == .options }

    var isRequired: Bool { form == .operand(isRequired: true) || form == .operands(isRequired: true) }

    /// As it is typed: `--app`, or `FILE`.
    var spelling: String { isOperand ? placeholder : "--\(name)" }
}

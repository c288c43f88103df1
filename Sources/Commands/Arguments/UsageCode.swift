internal import Basis

/// What can be wrong with a command line.
package enum UsageCode: String, CaseIterable, DiagnosticCode {
    /// No command was named.
    case missingCommand = "usage.missing-command"
    /// The command does not exist.
    case unknownCommand = "usage.unknown-command"
    /// The option does not exist.
    case unknownOption = "usage.unknown-option"
    /// The option stands before the command it belongs to.
    case misplacedOption = "usage.misplaced-option"
    /// An option that needs a value has none.
    case missingValue = "usage.missing-value"
    /// An option that takes no value has one.
    case unexpectedValue = "usage.unexpected-value"
    /// A value is none of those allowed.
    case badValue = "usage.bad-value"
    /// An option that may be given once is given again.
    case repeatedOption = "usage.repeated-option"
    /// Two options exclude each other.
    case conflictingOptions = "usage.conflicting-options"
    /// A word that must be there is not.
    case missingOperand = "usage.missing-operand"
    /// There are more words than the command takes.
    case unexpectedOperand = "usage.unexpected-operand"
    /// There is no help on that.
    case unknownTopic = "usage.unknown-topic"

    /// What the code means.
    package var summary: String {
        switch self {
        case .missingCommand: "The command line names no command."
        case .unknownCommand: "The command line names a command that does not exist."
        case .unknownOption: "An option does not exist, or not for this command."
        case .misplacedOption: "An option of a command stands before the command."
        case .missingValue: "An option that needs a value has none."
        case .unexpectedValue: "An option that takes no value was given one."
        case .badValue: "A value is not among those that are allowed."
        case .repeatedOption: "An option that may be given once was given several times."
        case .conflictingOptions: "Two options exclude each other."
        case .missingOperand: "A word that the command needs is missing."
        case .unexpectedOperand: "There are more words than the command takes."
        case .unknownTopic:
            "Help was asked for something that is no command, no code and no part of the language."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .missingCommand, .unknownCommand: "Run `belay help` for the list of commands."
        case .unknownOption: "Run the command with `--help` for the list of its options."
        case .misplacedOption: "Write the option after the command."
        case .missingValue:
            "Write the value after the option, or as `--option=value` when it begins with a dash."
        case .unexpectedValue: "Leave the value away."
        case .badValue: "Use one of the values that `--help` lists."
        case .repeatedOption: "Keep the one that is meant."
        case .conflictingOptions: "Keep one of the two."
        case .missingOperand: "Add what `--help` shows in the usage line."
        case .unexpectedOperand: "Leave it away, or put it in quotes if it belongs to the word before."
        case .unknownTopic:
            "Run `belay help` for the list of commands; a code stands in brackets after `error`."
        }
    }
}

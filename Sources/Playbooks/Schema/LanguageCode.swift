import Basis

/// What can be wrong with the form of a manifest or a playbook.
package enum LanguageCode: String, DiagnosticCode {
    /// A key that is not known there.
    case unknownKey = "language.unknown-key"
    /// A key that must be there and is not.
    case missingKey = "language.missing-key"
    /// A value of another kind than asked for.
    case wrongType = "language.wrong-type"
    /// A value that is not possible.
    case wrongValue = "language.wrong-value"
    /// An expression that YAML takes apart.
    case unquotedExpression = "language.unquoted-expression"
    /// More of something than is read.
    case tooMany = "language.too-many"

    /// What the code means.
    package var summary: String {
        switch self {
        case .unknownKey: "A mapping has a key that Belay does not know there."
        case .missingKey: "A mapping lacks a key that it must have."
        case .wrongType: "A value is of another kind than its key asks for."
        case .wrongValue: "A value is of the right kind but not one that is possible."
        case .unquotedExpression: "An expression stands in braces without quotes, where YAML takes it apart."
        case .tooMany: "A file holds more of something than Belay reads."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .unknownKey: "Correct its spelling, or remove it."
        case .missingKey: "Add the key."
        case .wrongType, .wrongValue: "Write what the message asks for."
        case .unquotedExpression: "Put the expression in quotes: `{ key: \"${name}\" }`."
        case .tooMany: "Split the file, or the list in it."
        }
    }
}

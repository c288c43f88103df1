import Basis

/// What can be wrong with an expression or a template.
package enum ExpressionCode: String, DiagnosticCode {
    /// Not of the form that conditions and templates have.
    case syntax = "expression.syntax"
    /// A quote, a bracket or `${` that is never closed.
    case unclosed = "expression.unclosed"
    /// A name that does not exist where it stands.
    case unknownName = "expression.unknown-name"
    /// Values that do not go together.
    case wrongType = "expression.wrong-type"
    /// Longer or deeper than is read.
    case tooLarge = "expression.too-large"

    /// What the code means.
    package var summary: String {
        switch self {
        case .syntax: "An expression is not of the form that conditions and templates have."
        case .unclosed: "A quote, a bracket or a `${` is opened and never closed."
        case .unknownName: "An expression names something that does not exist where it stands."
        case .wrongType: "An expression compares or uses values of kinds that do not go together."
        case .tooLarge: "An expression is longer or nested deeper than Belay reads."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .syntax:
            "Write names, 'text', numbers, durations, true, false, [lists] and == != < > in not, and, or."
        case .unclosed: "Close it; a literal `${` is written `$${`."
        case .unknownName: "Use a name that the message lists, or declare it under `inputs:` or `secrets:`."
        case .wrongType: "Compare like with like, and give `when:` something that is true or false."
        case .tooLarge: "Split the condition over several steps."
        }
    }
}

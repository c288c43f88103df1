internal import Basis
internal import Updates

/// Why a template or an expression could not be filled when its turn came.
enum FillFailure: Error, Hashable, Sendable {
    /// A name without a value, a comparison of what does not go together.
    case expression(ExpressionError)
    /// A secret stands where everybody could read it.
    case secretInWords(Span)
}

extension FillFailure: Diagnosable {
    var diagnostic: Diagnostic {
        switch self {
        case .expression(.noValue(let name)):
            Diagnostic(
                StepCode.noValue, "`\(name.value)` has no value, and there is no default for it",
                at: .text(name.span, line: nil))
        case .expression(.incomparable(let left, let sign, let right, let span)):
            Diagnostic(
                StepCode.incomparable,
                "a \(left.rawValue) and a \(right.rawValue) cannot be compared by `\(sign.rawValue)`",
                at: .text(span, line: nil))
        case .expression(.notACondition(let type, let span)):
            Diagnostic(
                StepCode.incomparable, "a condition is a \(type.rawValue), neither true nor false",
                at: .text(span, line: nil))
        case .secretInWords(let span):
            Diagnostic(
                StepCode.secretInWords, "a secret stands where every user of the machine can read it",
                at: .text(span, line: nil))
        }
    }
}

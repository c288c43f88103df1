internal import Basis

/// Why statements did not do what their step is for.
enum SQLFailure: Error, Hashable, Sendable {
    /// They failed, or gave something else than they must.
    case failed(Located<String>, seen: String)
    /// They cannot be read or handed over.
    case unusable(Span, why: String)
}

extension SQLFailure: Diagnosable {
    var diagnostic: Diagnostic {
        switch self {
        case .failed(let database, let seen):
            Diagnostic(
                StepCode.statementsFailed, "the statements failed on `\(database.value)`",
                at: .text(database.span, line: nil), why: seen.isEmpty ? nil : seen)
        case .unusable(let span, let why):
            Diagnostic(
                StepCode.statementsUnusable, "the statements cannot be used", at: .text(span, line: nil),
                why: why)
        }
    }
}

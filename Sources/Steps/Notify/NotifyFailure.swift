internal import Basis

/// Why a message was not taken. Never why a run fails. Addresses of receivers are often secrets, so none is
/// part of it.
enum NotifyFailure: Error, Hashable, Sendable {
    /// The receiver cannot be used.
    case unusable(kind: String, Span, why: String)
    /// It answered, and did not take the message.
    case refused(kind: String, why: String)
    /// It could not be reached.
    case notSent(kind: String, tries: Int, why: String)
}

extension NotifyFailure: Diagnosable {
    var diagnostic: Diagnostic {
        switch self {
        case .unusable(let kind, let span, let why):
            Diagnostic(
                NotifyCode.unusable, "the receiver `\(kind)` cannot be used", at: .text(span, line: nil),
                why: why)
        case .refused(let kind, let why):
            Diagnostic(
                NotifyCode.refused, "the receiver `\(kind)` did not take the message", at: .thing(kind),
                why: why)
        case .notSent(let kind, let tries, let why):
            Diagnostic(
                NotifyCode.notSent, "the message did not reach the receiver `\(kind)` in \(tries) tries",
                at: .thing(kind), why: why)
        }
    }
}

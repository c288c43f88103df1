internal import Basis

/// The stable codes of telling people.
package enum NotifyCode: String, CaseIterable, DiagnosticCode {
    /// See `summary`.
    case unusable = "notify.unusable"
    /// See `summary`.
    case refused = "notify.refused"
    /// See `summary`.
    case notSent = "notify.not-sent"

    /// What the code means.
    package var summary: String {
        switch self {
        case .unusable: "A receiver under `notify:` cannot be used as it is written."
        case .refused: "A receiver was reached and did not take a message."
        case .notSent: "A message could not be brought to a receiver, however often it was tried."
        }
    }

    /// What to do next.
    package var remedy: String {
        switch self {
        case .unusable: "Correct the receiver in the manifest, or the secret that it names."
        case .refused: "Read its answer: usually the address or the key is no longer valid."
        case .notSent: "Check that this machine reaches the receiver; the run itself does not depend on it."
        }
    }
}

internal import Basis

/// What an examination of `belay doctor` came to.
struct Examination: Sendable {
    /// What was looked at, in a word or two.
    let subject: String
    /// What was found, in a sentence without a full stop.
    let finding: String
    /// What is wrong; empty if all is well.
    var problems: [Diagnostic] = []
}

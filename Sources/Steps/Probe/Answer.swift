internal import Basis

/// What one try of a gate came to.
struct Answer: Hashable, Sendable {
    /// Whether it is as it must be.
    let holds: Bool
    /// What was seen, in a line fit to be shown.
    let seen: String
    /// What is worth a warning although it holds.
    var warnings: [Diagnostic] = []

    static func passed(_ seen: String) -> Answer { Answer(holds: true, seen: seen) }

    static func failed(_ seen: String) -> Answer { Answer(holds: false, seen: seen) }

    /// All of several: the first that fails speaks for them.
    static func all(_ answers: [Answer]) -> Answer {
        if let failed = answers.first(where: { !$0.holds }) { return failed }
        return Answer(
            holds: true, seen: answers.map(\.seen).joined(separator: "; "),
            warnings: answers.flatMap(\.warnings))
    }
}

package import Basis
import YAML

/// What was found wrong while a file is read. It goes along with the reading, so that one pass tells
/// everything.
package struct Reading: Sendable {
    /// More than this helps nobody; what is beyond is counted, not kept.
    package static let problemLimit = 200

    /// What was found, in the order in which it was come upon.
    package private(set) var problems: [Diagnostic] = []
    /// How many more there were.
    package private(set) var dropped = 0

    /// The expressions that were read: they can be checked only when all names are known.
    package private(set) var uses: [ExpressionUse] = []

    /// Nothing found yet.
    package init() {}

    /// Keeps a problem.
    package mutating func report(_ problem: Diagnostic) {
        if problems.count < Reading.problemLimit { problems.append(problem) } else { dropped += 1 }
    }

    mutating func note(_ use: ExpressionUse) { uses.append(use) }

    mutating func report(_ all: [Diagnostic]) {
        for problem in all { report(problem) }
    }

    mutating func report(_ code: LanguageCode, _ what: String, at node: YAMLNode, remedy: String? = nil) {
        report(Diagnostic(code, what, at: node.place, remedy: remedy))
    }

    mutating func expected(_ words: String, at node: YAMLNode, remedy: String? = nil) {
        let advice = remedy ?? "Write \(words)."
        report(.wrongType, "expected \(words), found \(node.meaning)", at: node, remedy: advice)
    }
}

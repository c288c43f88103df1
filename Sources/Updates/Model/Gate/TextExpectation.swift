package import Basis

/// What a text must hold, or must not.
package struct TextExpectation: Hashable, Sendable, Codable {
    /// Each of these must occur.
    package let contains: [Located<String>]
    /// None of these may occur.
    package let lacks: [Located<String>]

    /// An expectation of words.
    package init(contains: [Located<String>], lacks: [Located<String>]) {
        (self.contains, self.lacks) = (contains, lacks)
    }
}

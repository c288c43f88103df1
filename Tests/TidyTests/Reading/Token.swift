/// The smallest part of Swift code that a rule can name.
///
/// Comments are kept apart; the rest of a string is one token each, and what is interpolated is code like any
/// other.
struct Token: Sendable {
    enum Kind: Sendable {
        /// An identifier, a keyword, or one of these behind `#`, as in `#expect`.
        case word
        case number
        /// The inside of a string literal, as written.
        case text
        /// One byte of punctuation.
        case mark
    }

    let kind: Kind
    let text: String
    let start: Int
    let end: Int
    let line: Int
    /// Whether it is the first one on its line.
    let startsLine: Bool

    func isWord(_ word: String) -> Bool { kind == .word && text == word }
    func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }
}

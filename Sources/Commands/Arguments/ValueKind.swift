/// What a value is, as far as completion and help care.
enum ValueKind: Hashable, Sendable {
    /// Anything.
    case text
    /// The path of a file.
    case file
    /// One of these words and nothing else.
    case choice([String])
    /// The name of a command, or one of these words: completion offers them, parsing does not insist.
    case command(or: [String])
    /// One of these words, among others: completion offers them, parsing does not insist.
    case offered([String])
}

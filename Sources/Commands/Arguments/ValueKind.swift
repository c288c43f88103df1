/// What a value is, as far as completion and help care.
enum ValueKind: Hashable, Sendable {
    /// Anything.
    case text
    /// The path of a file.
    case file
    /// One of these words and nothing else.
    case choice([String])
    /// The name of a command, among others: completion offers the commands, parsing does not insist.
    case command
}

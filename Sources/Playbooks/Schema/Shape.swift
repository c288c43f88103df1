/// What may be written at a place: the half of a form that schemas, manuals and messages are made from.
package indirect enum Shape: Hashable, Sendable {
    /// A value that is read by its text, said in words (`a duration such as 1m30s`). Where a pattern stands,
    /// only texts that match it are read, and only the numbers that are given.
    case text(words: String, pattern: String? = nil, numbers: ClosedRange<Int>? = nil)
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// `true` or `false`.
    case boolean
    /// One word of several.
    case choice([String])
    /// Any number of the same.
    case list(Shape)
    /// Keys of the reader's own choosing, each with the same kind of value.
    case map(Shape)
    /// Keys that are fixed.
    case record(RecordShape)
    /// One of several shapes, told apart by what is written.
    case either([Shape])
    /// A record that is described elsewhere under this name: how shapes contain themselves.
    case named(String)
    /// Anything at all.
    case anything

    /// What is expected, in words.
    package var words: String {
        switch self {
        case .text(let words, _, _): words
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "true or false"
        case .choice(let all): all.count == 1 ? "`\(all[0])`" : "one of \(all.joined(separator: ", "))"
        case .list(let item): "a list, each item \(item.words)"
        case .map: "a mapping with names of your own"
        case .record(let record): "a mapping (\(record.name))"
        case .either(let all): all.map(\.words).joined(separator: ", or ")
        case .named(let name): "a mapping (\(name))"
        case .anything: "anything"
        }
    }
}

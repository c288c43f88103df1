/// What may be written at a place: the half of a form that schemas, manuals and messages are made from.
package indirect enum Shape: Hashable, Sendable {
    /// One value, said in words (`a duration such as 1m30s`), with its type in JSON Schema and a pattern if
    /// it has one.
    case scalar(words: String, type: ScalarType, pattern: String? = nil)
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

    /// The scalar types of JSON.
    package enum ScalarType: String, Hashable, Sendable {
        /// The types that JSON has.
        case string, integer, number, boolean
        /// A number, a truth value or a string: read by its text.
        case any
    }

    /// What is expected, in words.
    package var words: String {
        switch self {
        case .scalar(let words, _, _): words
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

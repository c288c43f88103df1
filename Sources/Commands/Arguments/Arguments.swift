/// What was typed, in order, by parameter.
///
/// Read through the parameters that declared it.
struct Arguments: Sendable {
    private var words: [String: [String]] = [:]

    /// The value of a parameter.
    subscript<Value>(_ parameter: Parameter<Value>) -> Value {
        parameter.read(words[parameter.row.name, default: []])
    }

    /// How often the parameter was given.
    func count(of row: ParameterRow) -> Int { words[row.name]?.count ?? 0 }

    mutating func append(_ word: String, to row: ParameterRow) { words[row.name, default: []].append(word) }
}

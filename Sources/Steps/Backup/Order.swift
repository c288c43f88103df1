internal import Basis

/// A program that deals with a database, and what it is told.
struct Order: Sendable {
    /// The program and its words, which everybody can see.
    var words: [String]
    /// Where passwords travel.
    var variables: [String: Secret] = [:]
    /// What it reads; nil where data is given to it instead, or nothing.
    var input: [UInt8]?

    /// A script for a shell, with these words as `$1`, `$2` …
    static func script(_ script: String, _ words: [String] = [], _ variables: [String: Secret] = [:])
        -> Order
    {
        Order(words: ["sh", "-c", script, "sh"] + words, variables: variables)
    }

    /// The same, given this text to read.
    func reading(_ text: String) -> Order {
        var order = self
        order.input = Array(text.utf8)
        return order
    }
}

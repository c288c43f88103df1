import Basis
import Updates

extension Form where Value == Located<Comparison> {
    /// What a value must be.
    static var comparison: Form {
        .parsed("a comparison such as \">= 0\", \"< 10%\" or \"== ready\"") { Comparison($0) }
    }
}

extension Form where Value == Located<ClosedRange<Int>> {
    /// A status or a class of them: `200`, `2xx`, `200-299`.
    static var status: Form {
        .parsed("a status such as 200, 2xx or 200-399") { text in
            if text.count == 3, text.hasSuffix("xx"), let hundreds = text.first?.wholeNumberValue,
                (1...5).contains(hundreds)
            {
                return hundreds * 100...hundreds * 100 + 99
            }
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil,
                100 <= first, first <= last, last <= 599
            else { return nil }
            return first...last
        }
    }
}

extension Form where Value == Located<Int> {
    /// A port.
    static var port: Form { .integer(1...65535) }
}

extension Form where Value == TextExpectation {
    /// What a text must hold: words that must occur, or a mapping of those that must and must not.
    static var textExpectation: Form {
        let words = Form<[Located<String>]>.listOrOne(.text("a text"))
        let both = Form.record(
            "an expectation of text",
            Key.optional("contains", words, default: [], "Each of these must occur."),
            Key.optional("lacks", words, default: [], "None of these may occur.")
        ) { _, contains, lacks in TextExpectation(contains: contains, lacks: lacks) }
        let plain = words.map { TextExpectation(contains: $0, lacks: []) }
        return .byKind(scalar: plain, sequence: plain, mapping: both)
    }
}

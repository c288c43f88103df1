import Basis
import Updates
import YAML

extension Form where Value == Located<String> {
    /// A text; numbers and truth values are taken as they are written.
    static func text(_ words: String = "a text") -> Form {
        Form(.text(words: words)) { node, reading in
            guard let text = node.literal else {
                reading.expected(words, at: node)
                return nil
            }
            return text
        }
    }
}

extension Form where Value == Located<Bool> {
    /// `true` or `false`, and none of the words that other versions of YAML take for them.
    static var boolean: Form {
        Form(.boolean) { node, reading in
            if let flag = node.bool { return flag }
            let word = node.text?.lowercased() ?? ""
            let meant =
                ["yes", "on", "y"].contains(word)
                ? "true" : ["no", "off", "n"].contains(word) ? "false" : nil
            reading.expected("true or false", at: node, remedy: meant.map { "Write `\($0)`." })
            return nil
        }
    }
}

extension Form where Value == Located<Int> {
    /// A whole number within bounds.
    static func integer(_ range: ClosedRange<Int>) -> Form {
        let shape = Shape.integer(range)
        return Form(shape) { node, reading in
            guard let number = node.int else {
                reading.expected(shape.words, at: node)
                return nil
            }
            guard range.contains(number.value) else {
                reading.report(
                    .wrongValue, "\(number.value) is out of bounds", at: node, remedy: "Write \(shape.words)."
                )
                return nil
            }
            return number
        }
    }
}

extension Form {
    /// A scalar that reads itself from its text.
    static func parsed<Read>(
        _ words: String, pattern: String? = nil, numbers: ClosedRange<Int>? = nil,
        _ parse: @escaping @Sendable (String) -> Read?
    ) -> Form where Value == Located<Read> {
        Form(.text(words: words, pattern: pattern, numbers: numbers)) { node, reading in
            guard let text = node.literal else {
                reading.expected(words, at: node)
                return nil
            }
            guard let value = parse(text.value) else {
                reading.report(
                    .wrongValue, "`\(text.value.prefix(60))` is not \(words)", at: node,
                    remedy: "Write \(words).")
                return nil
            }
            return Located(value, at: text.span)
        }
    }

    /// One word of those that an enum has.
    static func choice<Word: CaseIterable & RawRepresentable<String> & SendableMetatype>(
        _ type: Word.Type = Word.self
    ) -> Form where Value == Located<Word> {
        let words = Word.allCases.map(\.rawValue)
        return Form(.choice(words)) { node, reading in
            guard let text = node.literal else {
                reading.expected(Shape.choice(words).words, at: node)
                return nil
            }
            guard let word = Word(rawValue: text.value) else {
                let nearest = words.nearest(to: text.value).map { "Did you mean `\($0)`?" }
                reading.report(
                    .wrongValue, "`\(text.value.prefix(60))` is not possible here", at: node,
                    remedy: nearest ?? "Write \(Shape.choice(words).words).")
                return nil
            }
            return Located(word, at: text.span)
        }
    }
}

extension Form where Value == Located<Duration> {
    /// A length of time.
    static var duration: Form {
        // `0` alone may be written, also as a number.
        .parsed(
            "a duration such as 30s, 1m30s or 24h", pattern: "^([0-9.]+(ns|us|ms|s|m|h|d|w|y))+$|^0$",
            numbers: 0...0
        ) { Duration(text: $0) }
    }
}

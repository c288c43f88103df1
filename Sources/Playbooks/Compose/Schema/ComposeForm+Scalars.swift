import Basis
import Updates

extension ComposeForm where Value == Located<String> {
    /// A text; numbers and truth values are taken as they are written.
    static var text: ComposeForm { text("a text") }

    static func text(_ words: String) -> ComposeForm {
        ComposeForm { node, reading in
            guard let text = node.text else {
                reading.expected(words, at: node)
                return nil
            }
            return Located(text, at: node.span)
        }
    }

    /// A path of the host, joined to the directory of the file that it is written in.
    static var path: ComposeForm {
        ComposeForm<Located<String>>.text("a path").then { text, node, _ in
            text.map { ComposePath.resolve($0, in: node.directory) }
        }
    }

    /// A text that names something and cannot be empty.
    static var name: ComposeForm {
        ComposeForm<Located<String>>.text("a name").then { text, node, reading in
            if text.value.isEmpty {
                reading.report(.wrongValue, "the name is empty", at: node, remedy: "Write a name.")
                return nil
            }
            return text
        }
    }
}

extension ComposeForm where Value == Located<ComposeText> {
    /// A text that may hold a secret once its variables are replaced.
    static var words: ComposeForm {
        ComposeForm { node, reading in
            if node.isNull { return Located(ComposeText(written: "", value: Secret("")), at: node.span) }
            guard let text = node.text else {
                reading.expected("a text", at: node)
                return nil
            }
            return Located(ComposeText(written: node.written ?? text, value: Secret(text)), at: node.span)
        }
    }
}

extension ComposeForm where Value == Located<Bool> {
    /// `true` or `false`; the words of YAML 1.1 are taken with a warning, as Compose does.
    static var boolean: ComposeForm {
        ComposeForm { node, reading in
            switch node.text {
            case "true", "True", "TRUE": return Located(true, at: node.span)
            case "false", "False", "FALSE": return Located(false, at: node.span)
            default: break
            }
            let word = node.text?.lowercased() ?? ""
            guard
                let meant = ["y": true, "yes": true, "on": true, "n": false, "no": false, "off": false][word]
            else {
                reading.expected("true or false", at: node)
                return nil
            }
            reading.report(
                .oldTruthValue, "\(node.meaning) is taken for \(meant)", at: node,
                remedy: "Write `\(meant)`.", severity: .warning)
            return Located(meant, at: node.span)
        }
    }
}

extension ComposeForm {
    /// A scalar that reads itself from its text.
    static func parsed<Read>(
        _ words: String, code: ComposeCode = .wrongValue,
        hint: @escaping @Sendable (String) -> String? = { _ in nil },
        _ parse: @escaping @Sendable (String) -> Read?
    ) -> ComposeForm where Value == Located<Read> {
        ComposeForm { node, reading in
            guard let text = node.text else {
                reading.expected(words, at: node)
                return nil
            }
            if let value = parse(text) { return Located(value, at: node.span) }
            reading.report(
                code, "\(node.meaning) is not \(words)", at: node, remedy: hint(text) ?? "Write \(words).")
            return nil
        }
    }

    /// One word of those that an enum has.
    static func choice<Word: CaseIterable & RawRepresentable<String> & SendableMetatype>(
        _ type: Word.Type = Word.self
    ) -> ComposeForm where Value == Located<Word> {
        let words = Word.allCases.map(\.rawValue)
        return .parsed(
            "one of \(words.joined(separator: ", "))",
            hint: { text in
                words.nearest(to: text).map { "Did you mean `\($0)`?" }
            }
        ) { Word(rawValue: $0) }
    }
}

extension ComposeForm where Value == Located<Int> {
    /// A whole number within bounds.
    static func integer(_ range: ClosedRange<Int>) -> ComposeForm {
        let words =
            range.upperBound == .max
            ? "a whole number from \(range.lowerBound)"
            : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return .parsed(words) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// Permissions: octal digits with a zero before them, as Compose's own reader takes them.
    static var permissions: ComposeForm {
        .parsed("permissions such as 0440") { text in
            let digits = text.hasPrefix("0o") ? text.dropFirst(2) : text[...]
            return Int(digits, radix: 8).flatMap { (0...0o7777).contains($0) ? $0 : nil }
        }
    }
}

extension ComposeForm where Value == Located<Double> {
    /// A number of processors.
    static var processors: ComposeForm {
        .parsed("a number of processors such as 0.5") { text in
            Double(text).flatMap { $0.isFinite && $0 >= 0 && $0 < 1_000_000 ? $0 : nil }
        }
    }

    /// A share.
    static var ratio: ComposeForm {
        .parsed("a number from 0 to 1") { text in Double(text).flatMap { (0...1).contains($0) ? $0 : nil } }
    }
}

extension ComposeForm where Value == Located<Duration> {
    /// A length of time.
    static var duration: ComposeForm {
        .parsed(
            "a duration such as 10s or 1m30s", code: .wrongDuration,
            hint: { text in
                Double(text) == nil ? nil : "It has no unit: write `\(text)s` if seconds are meant."
            }
        ) { Duration(text: $0) }
    }
}

extension ComposeForm where Value == Located<ByteCount> {
    /// An amount of memory.
    static var size: ComposeForm {
        .parsed("a size such as 512m or 1.5g", code: .wrongSize) { ByteCount(text: $0) }
    }
}

extension ComposeForm where Value == Located<ComposeSwapLimit> {
    /// An amount of memory, or -1 for as much as there is.
    static var swap: ComposeForm {
        .parsed("a size such as 512m, or -1 for no limit", code: .wrongSize) { text in
            text == "-1" ? .unlimited : ByteCount(text: text).map(ComposeSwapLimit.limited)
        }
    }
}

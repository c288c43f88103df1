/// One pattern of an ignore file.
struct IgnorePattern: Sendable {
    /// Why a pattern is refused.
    struct Refusal: Error {
        let why: String
    }

    private enum Way: Sendable {
        case exactly
        /// Ends in `**`: everything that begins like it.
        case beginning
        /// Begins with `**`: everything that ends like it.
        case ending
        case expression(IgnoreExpression)
    }

    /// Whether it brings files back, as `!` says.
    let isException: Bool
    private let text: [UInt8]
    private let way: Way

    /// Reads a cleaned line; nil where nothing is left of it.
    init?(_ line: [UInt8]) throws(Refusal) {
        let line = trimmed(line[...])
        guard !line.isEmpty else { return nil }
        var text = cleanPath(line)
        isException = text.first == UInt8(ascii: "!")
        if isException {
            guard text.count > 1 else { throw Refusal(why: "an exclamation mark alone excepts nothing") }
            text.removeFirst()
        }
        try IgnoreSyntax.check(text)
        self.text = text
        way = try IgnorePattern.way(text)
    }

    /// Whether the pattern fits the path itself; the directories above are the matcher's business.
    func matches(_ path: ArchiveName) -> Bool {
        switch way {
        case .exactly: return path.bytes == text
        case .beginning: return path.bytes.starts(with: text.dropLast(2))
        case .ending:
            let end = text.dropFirst(2)
            if path.bytes.suffix(end.count) == end { return true }
            return end.first == .slash && path.bytes[...] == end.dropFirst()
        case .expression(let expression): return expression.matches(path.bytes)
        }
    }

    /// Whether something below the directory could fit, judged by the parts before the first that has a
    /// wildcard.
    func mayMatch(below directory: ArchiveName) -> Bool {
        let parts = text.split(separator: .slash)
        let literal = parts.prefix { part in !part.contains { IgnorePattern.wild.contains($0) } }
        let above = directory.bytes.split(separator: .slash)
        let shared = min(literal.count, above.count)
        guard literal.prefix(shared) == above.prefix(shared) else { return false }
        return literal.count < parts.count || parts.count > above.count
    }

    private static let wild = Array("*[]?^\\".utf8)

    /// Picks the way to match, and makes the expression where one is needed. A pattern without wildcards is
    /// compared as it is, even where an expression would read it differently.
    private static func way(_ text: [UInt8]) throws(Refusal) -> Way {
        var expression: [GoScalar] = []
        var way: Way? = .exactly
        func add(_ words: String) {
            expression += words.unicodeScalars.map { GoScalar(value: $0.value, width: 1) }
        }
        var rest = text.goScalars[...]
        var isFirst = true
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case "*" where rest.first?.value == "*":
                rest.removeFirst()
                if rest.first?.value == "/" { rest.removeFirst() }
                if !rest.isEmpty {
                    add("(.*/)?")
                    way = nil
                } else if case .exactly? = way {
                    way = .beginning
                } else {
                    add(".*")
                    way = nil
                }
                if isFirst { way = .ending }
            case "*":
                add("[^/]*")
                way = nil
            case "?":
                add("[^/]")
                way = nil
            case ".", "+", "(", ")", "|", "{", "}", "$":
                add("\\")
                expression.append(scalar)
            case "\\":
                add("\\")
                if let next = rest.popFirst() {
                    expression.append(next)
                    way = nil
                }
            case "[", "]":
                expression.append(scalar)
                way = nil
            default: expression.append(scalar)
            }
            isFirst = false
        }
        return if let way { way } else { .expression(try IgnoreExpression(expression[...])) }
    }
}

/// Lets a scalar's number be compared with a letter.
private func ~= (letter: Unicode.Scalar, value: UInt32) -> Bool { letter.value == value }

private func == (value: UInt32?, letter: Unicode.Scalar) -> Bool { value == letter.value }

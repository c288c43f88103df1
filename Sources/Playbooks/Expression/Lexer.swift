import Basis
import Updates

/// Cuts an expression into tokens.
struct Lexer {
    private let writing: Writing
    private let scalars: [Unicode.Scalar]
    private var position: Int
    private let end: Int

    /// Reads the stretch of a text between two offsets, counted in Unicode scalars.
    init(_ writing: Writing, scalars: [Unicode.Scalar], range: Range<Int>) {
        (self.writing, self.scalars) = (writing, scalars)
        (position, end) = (range.lowerBound, range.upperBound)
    }

    /// All tokens, or the first thing that is none.
    mutating func tokens() throws(ExpressionFault) -> [Token] {
        var tokens: [Token] = []
        while let token = try next() { tokens.append(token) }
        return tokens
    }

    private mutating func next() throws(ExpressionFault) -> Token? {
        while let scalar = peek(), scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
            position += 1
        }
        guard let scalar = peek() else { return nil }
        let start = position
        if let mark = Token.Mark(rawValue: Character(scalar)) {
            position += 1
            return Token(kind: .mark(mark), range: start..<position)
        }
        if scalar == "'" { return try quoted(from: start) }
        if "=!<>".unicodeScalars.contains(scalar) { return try comparison(from: start) }
        if scalar.isDigit || scalar == "-" { return try number(from: start) }
        if scalar.beginsName { return try word(from: start) }
        throw fault(.syntax, "`\(scalar)` means nothing in an expression", start..<start + 1)
    }

    private func peek() -> Unicode.Scalar? { position < end ? scalars[position] : nil }

    private func text(from start: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<position])
        return String(text)
    }

    private func fault(_ code: ExpressionCode, _ what: String, _ range: Range<Int>) -> ExpressionFault {
        ExpressionFault(code: code, what: what, range: range)
    }

    private mutating func quoted(from start: Int) throws(ExpressionFault) -> Token {
        position += 1
        while let scalar = peek(), scalar != "'" {
            _ = scalar
            position += 1
        }
        guard position < end else { throw fault(.unclosed, "the quote is never closed", start..<end) }
        position += 1
        let inner = String(text(from: start).dropFirst().dropLast())
        return Token(kind: .value(.text(inner)), range: start..<position)
    }

    private mutating func comparison(from start: Int) throws(ExpressionFault) -> Token {
        while let scalar = peek(), "=!<>".unicodeScalars.contains(scalar) { position += 1 }
        let symbol = text(from: start)
        guard let comparison = Expression.Comparison(rawValue: symbol) else {
            let hint = symbol == "=" ? "; equality is written ==" : ""
            throw fault(.syntax, "`\(symbol)` is not a comparison\(hint)", start..<position)
        }
        return Token(kind: .comparison(comparison), range: start..<position)
    }

    private mutating func number(from start: Int) throws(ExpressionFault) -> Token {
        if peek() == "-" { position += 1 }
        while let scalar = peek(), scalar.isDigit || scalar == "." || scalar.beginsName { position += 1 }
        let written = text(from: start)
        if let number = Double(written), number.isFinite {
            return Token(kind: .value(.number(number)), range: start..<position)
        }
        if let duration = Duration(text: written) {
            return Token(kind: .value(.duration(duration)), range: start..<position)
        }
        throw fault(.syntax, "`\(written)` is neither a number nor a duration", start..<position)
    }

    private mutating func word(from start: Int) throws(ExpressionFault) -> Token {
        while let scalar = peek(), scalar.continuesName || scalar == "." { position += 1 }
        let written = text(from: start)
        if let kind = keyword(written) { return Token(kind: kind, range: start..<position) }
        let parts = written.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.unicodeScalars.first?.continuesName == true }) else {
            throw fault(.syntax, "`\(written)` has an empty part between its dots", start..<position)
        }
        return Token(kind: .name(NamePath(parts.map(String.init))), range: start..<position)
    }

    private func keyword(_ written: String) -> Token.Kind? {
        switch written {
        case "true": .value(.boolean(true))
        case "false": .value(.boolean(false))
        case "in": .comparison(.member)
        default: Token.Word(rawValue: written).map { .word($0) }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var beginsName: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
    }
    fileprivate var continuesName: Bool { beginsName || isDigit || self == "-" }
}

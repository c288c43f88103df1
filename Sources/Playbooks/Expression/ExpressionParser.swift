package import Basis
package import Updates

/// Reads a condition:
///
///     or := and ("or" and)* ; and := not ("and" not)* ; not := "not" not | cmp
///     cmp := term (("=="|"!="|"<"|">"|"in") term)?
///     term := name | 'text' | number | duration | true | false | [list] | "(" or ")"
package struct ExpressionParser {
    /// Longer conditions are not read: nobody could review them.
    package static let lengthLimit = 4096
    /// Brackets within brackets; the parser recurses, so this bounds its stack.
    package static let depthLimit = 32

    private let writing: Writing
    private let tokens: [Token]
    private let end: Int
    private var index = 0
    private var depth = 0

    /// Reads a whole text as one condition.
    package static func condition(_ writing: Writing) -> Result<Expression, Diagnostic> {
        let scalars = Array(writing.text.unicodeScalars)
        do {
            return .success(try expression(writing, scalars, 0..<scalars.count))
        } catch {
            return .failure(writing.diagnostic(error))
        }
    }

    static func expression(
        _ writing: Writing, _ scalars: [Unicode.Scalar], _ range: Range<Int>
    ) throws(ExpressionFault) -> Expression {
        guard range.count <= lengthLimit else {
            let what = "the expression has \(range.count) characters, more than \(lengthLimit)"
            throw ExpressionFault(code: .tooLarge, what: what, range: range)
        }
        var lexer = Lexer(writing, scalars: scalars, range: range)
        var parser = ExpressionParser(writing: writing, tokens: try lexer.tokens(), end: range.upperBound)
        let expression = try parser.or()
        if let extra = parser.peek() {
            throw ExpressionFault(code: .syntax, what: "the expression ends before this", range: extra.range)
        }
        return expression
    }

    private init(writing: Writing, tokens: [Token], end: Int) {
        (self.writing, self.tokens, self.end) = (writing, tokens, end)
    }

    private func peek() -> Token? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ kind: Token.Kind) -> Bool {
        guard peek()?.kind == kind else { return false }
        index += 1
        return true
    }

    private mutating func or() throws(ExpressionFault) -> Expression {
        var all = [try and()]
        while take(.word(.or)) { all.append(try and()) }
        return all.count == 1 ? all[0] : .or(all)
    }

    private mutating func and() throws(ExpressionFault) -> Expression {
        var all = [try not()]
        while take(.word(.and)) { all.append(try not()) }
        return all.count == 1 ? all[0] : .and(all)
    }

    private mutating func not() throws(ExpressionFault) -> Expression {
        guard take(.word(.not)) else { return try comparison() }
        return .not(try nested { parser throws(ExpressionFault) in try parser.not() })
    }

    private mutating func comparison() throws(ExpressionFault) -> Expression {
        let left = try term()
        guard case .comparison(let operation)? = peek()?.kind else { return left }
        index += 1
        let right = try term()
        if let next = peek(), case .comparison = next.kind {
            let what = "comparisons do not chain; join two of them by `and`"
            throw ExpressionFault(code: .syntax, what: what, range: next.range)
        }
        return .compare(left, operation, right)
    }

    private mutating func term() throws(ExpressionFault) -> Expression {
        guard let token = peek() else {
            throw ExpressionFault(code: .syntax, what: "something is missing here", range: end..<end)
        }
        index += 1
        let span = writing.span(of: token.range)
        switch token.kind {
        case .name(let path): return .name(Located(path, at: span))
        case .value(let value): return .literal(Located(value, at: span))
        case .mark(.open):
            let inner = try nested { parser throws(ExpressionFault) in try parser.or() }
            try close(.close, opened: token)
            return inner
        case .mark(.openList):
            return try list(opened: token)
        case .word, .comparison, .mark:
            throw ExpressionFault(
                code: .syntax, what: "a name or a value was expected here", range: token.range)
        }
    }

    private mutating func list(opened: Token) throws(ExpressionFault) -> Expression {
        var items: [Expression] = []
        while peek()?.kind != .mark(.closeList) {
            items.append(try nested { parser throws(ExpressionFault) in try parser.term() })
            guard take(.mark(.comma)) else { break }
        }
        let last = peek()?.range ?? opened.range
        try close(.closeList, opened: opened)
        return .list(items, writing.span(of: opened.range.lowerBound..<last.upperBound))
    }

    private mutating func close(_ mark: Token.Mark, opened: Token) throws(ExpressionFault) {
        guard !take(.mark(mark)) else { return }
        if let wrong = peek() {
            throw ExpressionFault(
                code: .syntax, what: "`\(mark.rawValue)` was expected here", range: wrong.range)
        }
        throw ExpressionFault(code: .unclosed, what: "the bracket is never closed", range: opened.range)
    }

    private mutating func nested(
        _ read: (inout ExpressionParser) throws(ExpressionFault) -> Expression
    ) throws(ExpressionFault) -> Expression {
        guard depth < ExpressionParser.depthLimit else {
            let what = "the expression is nested deeper than \(ExpressionParser.depthLimit) levels"
            throw ExpressionFault(code: .tooLarge, what: what, range: (peek()?.range ?? end..<end))
        }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }
}

extension Writing {
    func diagnostic(_ fault: ExpressionFault) -> Diagnostic {
        Diagnostic(fault.code, fault.what, at: .text(span(of: fault.range), line: line))
    }
}

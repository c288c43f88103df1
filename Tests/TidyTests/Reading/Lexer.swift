/// Cuts Swift into tokens and comments.
///
/// It knows strings (of several lines, raw, with interpolations), nested comments and regular expressions, so
/// that no rule takes prose for code; it never fails, whatever it is given.
struct Lexer {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var isFreshLine = true
    private(set) var tokens: [Token] = []
    private(set) var comments: [Comment] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 5)
        while at < bytes.count {
            code()
            at += 1  // A closing parenthesis too many, which only broken code has.
        }
    }

    private func peek(_ distance: Int = 0) -> UInt8 {
        at + distance < bytes.count ? bytes[at + distance] : 0
    }

    /// Reads up to the end, or to the parenthesis that closes an interpolation.
    private mutating func code() {
        var depth = 0
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case 0x0A: newline()
            case 0x20, 0x09, 0x0D: at += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): lineComment()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment()
            case UInt8(ascii: "/") where beginsRegex(): regex()
            case UInt8(ascii: "\""): string(hashes: 0)
            case UInt8(ascii: "#"): hash()
            case UInt8(ascii: "`"): quotedWord()
            case _ where byte.beginsWord: word()
            case _ where byte.isDigit: number()
            case UInt8(ascii: ")"):
                if depth == 0 { return }
                depth -= 1
                mark()
            default:
                if byte == UInt8(ascii: "(") { depth += 1 }
                mark()
            }
        }
    }

    private mutating func newline() {
        at += 1
        line += 1
        isFreshLine = true
    }

    private mutating func emit(_ kind: Token.Kind, from start: Int, to end: Int, line: Int) {
        let text =
            end - start == 1
            ? String(UnicodeScalar(bytes[start])) : String(decoding: bytes[start..<end], as: UTF8.self)
        tokens.append(
            Token(kind: kind, text: text, start: start, end: at, line: line, startsLine: isFreshLine))
        isFreshLine = false
    }

    private mutating func mark() {
        at += 1
        emit(.mark, from: at - 1, to: at, line: line)
    }

    private mutating func word() {
        let start = at
        while at < bytes.count, bytes[at].continuesWord { at += 1 }
        emit(.word, from: start, to: at, line: line)
    }

    private mutating func number() {
        let start = at
        while at < bytes.count, bytes[at].continuesWord || (bytes[at] == UInt8(ascii: ".") && peek(1).isDigit)
        {
            at += 1
        }
        emit(.number, from: start, to: at, line: line)
    }

    private mutating func quotedWord() {
        let start = at + 1
        at = start
        while at < bytes.count, bytes[at] != UInt8(ascii: "`"), bytes[at] != 0x0A { at += 1 }
        let end = at
        if peek() == UInt8(ascii: "`") { at += 1 }
        emit(.word, from: start, to: end, line: line)
    }

    /// A raw string, a raw regular expression, a directive (whose condition is passed over), or a macro.
    private mutating func hash() {
        let start = at
        var count = 0
        while peek(count) == UInt8(ascii: "#") { count += 1 }
        if peek(count) == UInt8(ascii: "\"") {
            at += count
            return string(hashes: count)
        }
        if peek(count) == UInt8(ascii: "/") {
            at += count + 1
            return rawRegex(hashes: count, from: start)
        }
        guard peek(1).beginsWord else { return mark() }
        at += 1
        while at < bytes.count, bytes[at].continuesWord { at += 1 }
        let name = String(decoding: bytes[start..<at], as: UTF8.self)
        if ["#if", "#elseif", "#else", "#endif"].contains(name) {
            at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
        } else {
            emit(.word, from: start, to: at, line: line)
        }
    }
}

// MARK: - Comments

extension Lexer {
    private mutating func lineComment() {
        let start = at
        at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
        keepComment(from: start, firstLine: line)
    }

    private mutating func blockComment() {
        let (start, firstLine) = (at, line)
        var depth = 0
        repeat {
            switch (peek(), peek(1)) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): (depth, at) = (depth + 1, at + 2)
            case (UInt8(ascii: "*"), UInt8(ascii: "/")): (depth, at) = (depth - 1, at + 2)
            case (0x0A, _): (line, at) = (line + 1, at + 1)
            default: at += 1
            }
        } while depth > 0 && at < bytes.count
        at = min(at, bytes.count)
        keepComment(from: start, firstLine: firstLine)
    }

    private mutating func keepComment(from start: Int, firstLine: Int) {
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        comments.append(Comment(lines: firstLine...line, text: text, isAlone: isFreshLine))
    }
}

// MARK: - Strings and regular expressions

extension Lexer {
    private mutating func string(hashes: Int) {
        let isLong = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
        let quotes = isLong ? 3 : 1
        at += quotes
        var (start, firstLine) = (at, line)
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x0A {
                guard isLong else { break }
                (at, line) = (at + 1, line + 1)
            } else if byte == UInt8(ascii: "\\"), follows(UInt8(ascii: "#"), times: hashes, at: 1) {
                at += 1 + hashes
                if peek() == UInt8(ascii: "(") {
                    emit(.text, from: start, to: at - 1 - hashes, line: firstLine)
                    interpolation()
                    (start, firstLine) = (at, line)
                } else if peek() != 0x0A {
                    at += 1
                }
            } else if byte == UInt8(ascii: "\""), follows(byte, times: quotes, at: 0),
                follows(UInt8(ascii: "#"), times: hashes, at: quotes)
            {
                let end = at
                at += quotes + hashes
                return emit(.text, from: start, to: end, line: firstLine)
            } else {
                at += 1
            }
        }
        at = min(at, bytes.count)
        emit(.text, from: min(start, at), to: at, line: firstLine)
    }

    private mutating func interpolation() {
        mark()
        code()
        if at < bytes.count { mark() }
    }

    private func follows(_ byte: UInt8, times count: Int, at distance: Int) -> Bool {
        (0..<count).allSatisfy { peek(distance + $0) == byte }
    }

    /// A slash begins a regular expression where no operand precedes it and no space follows it.
    private func beginsRegex() -> Bool {
        let next = peek(1)
        guard next != 0x20, next != 0x0A, next != UInt8(ascii: "="), next != UInt8(ascii: ")") else {
            return false
        }
        if let last = tokens.last, !isFreshLine || last.kind == .mark {
            guard last.kind == .mark, "(,=:[{!&|;".contains(last.text) else { return false }
        }
        let rest = bytes[(at + 1)...].prefix { $0 != 0x0A }
        return rest.contains(UInt8(ascii: "/"))
    }

    private mutating func regex() {
        let start = at
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "/"), bytes[at] != 0x0A {
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at = min(at + 1, bytes.count)
        emit(.text, from: start, to: at, line: line)
    }

    private mutating func rawRegex(hashes: Int, from start: Int) {
        let firstLine = line
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "/"), follows(UInt8(ascii: "#"), times: hashes, at: 1) {
                at += 1 + hashes
                break
            }
            if bytes[at] == 0x0A { line += 1 }
            at += 1
        }
        emit(.text, from: start, to: at, line: firstLine)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

    /// A letter, `_`, `$`, or part of a character beyond ASCII.
    fileprivate var beginsWord: Bool {
        (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self) || self == 0x5F || self == 0x24
            || self >= 0x80
    }

    fileprivate var continuesWord: Bool { beginsWord || isDigit }
}

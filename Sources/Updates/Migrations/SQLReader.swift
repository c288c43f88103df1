/// Takes a script apart into statements. No parser: it knows where words, texts and comments end, and how
/// deep in the body of a routine it is.
struct SQLReader {
    private let script: [UInt8]
    private var place = 0
    private var line = 1
    private var words: [String] = []
    private var start: (place: Int, line: Int)?
    private var depth = 0

    init(_ script: String) { self.script = Array(script.utf8) }

    /// The next statement; nil at the end. What the last semicolon leaves over is one, too.
    mutating func next() -> SQLStatement? {
        (words, start, depth) = ([], nil, 0)
        while place < script.count {
            let byte = script[place]
            if byte == UInt8(ascii: ";"), depth <= 0 {
                let statement = made(to: place)
                place += 1
                if let statement { return statement }
                (words, start, depth) = ([], nil, 0)
            } else if isMeta {
                skip(to: "\n")
            } else if !skipComment() {
                read(byte)
            }
        }
        return made(to: place)
    }

    private func made(to end: Int) -> SQLStatement? {
        guard let start else { return nil }
        var last = end
        while last > start.place, SQLReader.isSpace(script[last - 1]) { last -= 1 }
        let text = String(decoding: script[start.place..<last], as: UTF8.self)
        return SQLStatement(text: text, line: start.line, words: words)
    }

    /// A command to `psql` itself, which is no SQL: it begins a line with a backslash.
    private var isMeta: Bool { start == nil && script[place] == UInt8(ascii: "\\") }

    private mutating func read(_ byte: UInt8) {
        if SQLReader.isSpace(byte) { return advance() }
        if start == nil { start = (place, line) }
        switch byte {
        case UInt8(ascii: "'"): quoted(by: byte, as: "'", escapes: isEscapeText)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): quoted(by: byte, as: nil, escapes: false)
        case UInt8(ascii: "$") where skipDollarText(): words.append("'")
        default:
            if SQLReader.isWord(byte) { return readWord() }
            words.append(String(decoding: [byte], as: UTF8.self))
            advance()
        }
    }

    private mutating func readWord() {
        let begin = place
        while place < script.count, SQLReader.isWord(script[place]) || script[place] == UInt8(ascii: "$") {
            place += 1
        }
        let word = String(decoding: script[begin..<place], as: UTF8.self).lowercased()
        words.append(word)
        guard isRoutine else { return }
        let isBehindEnd = words.dropLast().last == "end"
        switch word {
        case "begin": depth += 1
        case "case" where !isBehindEnd: depth += 1
        case "end": depth -= 1
        // `end if`, `end loop`: what they close was not counted.
        case "if" where isBehindEnd, "loop" where isBehindEnd, "while" where isBehindEnd,
            "repeat" where isBehindEnd:
            depth += 1
        default: break
        }
    }

    /// Whether the statement makes something with a body of statements.
    private var isRoutine: Bool {
        guard words.first == "create" else { return false }
        return words.prefix(8).contains { ["trigger", "procedure", "function", "event"].contains($0) }
    }

    /// Whether the text at hand is PostgreSQL's `E'…'`, in which a backslash keeps a quote from ending it.
    private var isEscapeText: Bool { place > 0 && script[place - 1] | 0x20 == UInt8(ascii: "e") }

    private mutating func quoted(by quote: UInt8, as word: String?, escapes: Bool) {
        let begin = place + 1
        advance()
        while place < script.count, script[place] != quote {
            if escapes, script[place] == UInt8(ascii: "\\") { advance() }
            advance()
        }
        let end = min(place, script.count)
        if begin <= end {
            words.append(word ?? String(decoding: script[begin..<end], as: UTF8.self).lowercased())
        }
        advance()
    }

    /// `$tag$ … $tag$`; false if no such text begins here.
    private mutating func skipDollarText() -> Bool {
        var end = place + 1
        while end < script.count, SQLReader.isWord(script[end]) { end += 1 }
        guard end < script.count, script[end] == UInt8(ascii: "$") else { return false }
        let tag = Array(script[place...end])
        for _ in tag { advance() }
        while place < script.count {
            if script[place] == UInt8(ascii: "$"), script[place...].starts(with: tag) {
                for _ in tag { advance() }
                return true
            }
            advance()
        }
        return true
    }

    private mutating func skipComment() -> Bool {
        let next = place + 1 < script.count ? script[place + 1] : 0
        switch (script[place], next) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")): skip(to: "\n")
        // Within a line it is an operator of PostgreSQL's.
        case (UInt8(ascii: "#"), _) where place == 0 || script[place - 1] == UInt8(ascii: "\n"):
            skip(to: "\n")
        case (UInt8(ascii: "/"), UInt8(ascii: "*")): skip(to: "*/")
        default: return false
        }
        return true
    }

    private mutating func skip(to end: String) {
        let end = Array(end.utf8)
        while place < script.count {
            if script[place...].starts(with: end) {
                for _ in end { advance() }
                return
            }
            advance()
        }
    }

    private mutating func advance() {
        guard place < script.count else { return }
        if script[place] == UInt8(ascii: "\n") { line += 1 }
        place += 1
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }
}

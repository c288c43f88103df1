/// Finds the declarations in a file's tokens, well enough for rules of style: it never fails, and passes over
/// what it does not know.
struct DeclarationReader {
    private static let keywords: Set<String> = [
        "import", "struct", "class", "enum", "actor", "protocol", "extension", "func", "init", "deinit",
        "subscript", "var", "let", "case", "typealias", "associatedtype", "operator", "precedencegroup",
        "macro",
    ]
    private static let modifiers: Set<String> = [
        "package", "public", "open", "internal", "private", "fileprivate", "static", "final", "mutating",
        "nonmutating", "indirect", "override", "lazy", "weak", "unowned", "convenience", "required",
        "nonisolated",
        "isolated", "dynamic", "borrowing", "consuming", "prefix", "postfix", "infix", "optional", "unsafe",
    ]

    private let tokens: [Token]
    private let partners: [Int]
    private var at = 0

    private init(_ tokens: [Token], partners: [Int]) { (self.tokens, self.partners) = (tokens, partners) }

    /// The declarations of a file, outermost first.
    static func read(_ tokens: [Token], partners: [Int]) -> [Declaration] {
        var reader = DeclarationReader(tokens, partners: partners)
        return reader.declarations(until: tokens.count)
    }

    /// For each opening bracket the index of the one that closes it; the last token's for one that nothing
    /// closes.
    static func partners(_ tokens: [Token]) -> [Int] {
        var partners = Array(tokens.indices)
        var open: [Int] = []
        for (index, token) in tokens.enumerated() where token.kind == .mark {
            switch token.text {
            case "(", "[", "{": open.append(index)
            case ")", "]", "}":
                if let start = open.popLast() { (partners[start], partners[index]) = (index, start) }
            default: break
            }
        }
        for index in open { partners[index] = tokens.count - 1 }
        return partners
    }

    private mutating func declarations(until end: Int) -> [Declaration] {
        var found: [Declaration] = []
        while at < end {
            let start = at
            if let declaration = declaration(until: end) { found.append(declaration) }
            at = max(at, start + 1)
        }
        return found
    }

    private mutating func declaration(until end: Int) -> Declaration? {
        let start = at
        var (modifiers, attributes): ([String], [String]) = ([], [])
        while at < end {
            let token = tokens[at]
            if token.isMark("@"), at + 1 < end {
                at += 1
                attributes.append(tokens[at].text)
                skipPath(until: end)
            } else if token.kind == .word, isModifier(at, end) {
                modifiers.append(token.text)
                at += 1
            } else {
                break
            }
            if at < end, tokens[at].isMark("("), tokens[at].start == tokens[at - 1].end {
                at = partners[at] + 1
            }
        }
        guard at < end, tokens[at].kind == .word, DeclarationReader.keywords.contains(tokens[at].text) else {
            return nil
        }
        let keyword = tokens[at].text
        at += 1
        let name = at < end ? name(keyword, until: end) : ""
        var (bodies, members): ([ClosedRange<Int>], [Declaration]) = ([], [])
        if Declaration.types.contains(keyword) || keyword == "extension" {
            members = typeMembers(until: end)
        } else {
            bodies = rest(until: end)
        }
        let last = min(max(at - 1, start), tokens.count - 1)
        return Declaration(
            keyword: keyword, name: name, modifiers: modifiers, attributes: attributes,
            tokens: start..<last + 1,
            lines: tokens[start].line...max(tokens[start].line, tokens[last].line), bodies: bodies,
            members: members)
    }

    /// `class` is a modifier before `func` and its like.
    private func isModifier(_ index: Int, _ end: Int) -> Bool {
        let word = tokens[index].text
        if DeclarationReader.modifiers.contains(word) { return true }
        guard word == "class", index + 1 < end else { return false }
        return ["func", "var", "let", "subscript"].contains(tokens[index + 1].text)
    }

    /// An attribute's name may be dotted, as `@Testing.Test`.
    private mutating func skipPath(until end: Int) {
        at += 1
        while at + 1 < end, tokens[at].isMark(".") { at += 2 }
    }

    private func name(_ keyword: String, until end: Int) -> String {
        switch keyword {
        case "init", "deinit", "subscript": return keyword
        default: break
        }
        guard tokens[at].kind == .mark else { return tokens[at].text }
        let marks = tokens[at..<end].prefix { $0.kind == .mark && !$0.isMark("(") }
        return marks.map(\.text).joined()
    }

    private mutating func typeMembers(until end: Int) -> [Declaration] {
        while at < end, !tokens[at].isMark("{") {
            let opens = tokens[at].isMark("(") || tokens[at].isMark("[")
            at = opens ? partners[at] + 1 : at + 1
        }
        guard at < end else { return [] }
        let close = partners[at]
        at += 1
        let members = declarations(until: min(close, end))
        at = close + 1
        return members
    }

    /// Everything up to the next declaration, with the blocks of code on the way.
    private mutating func rest(until end: Int) -> [ClosedRange<Int>] {
        var bodies: [ClosedRange<Int>] = []
        while at < end {
            let token = tokens[at]
            if token.kind == .mark, ["(", "[", "{"].contains(token.text) {
                let close = max(at, partners[at])
                if token.text == "{" { bodies.append(at...close) }
                at = close + 1
            } else if token.isMark(";") || (token.startsLine && beginsDeclaration(at, end)) {
                break
            } else {
                at += 1
            }
        }
        return bodies
    }

    private func beginsDeclaration(_ index: Int, _ end: Int) -> Bool {
        let token = tokens[index]
        if token.isMark("@") { return true }
        guard token.kind == .word else { return false }
        return DeclarationReader.keywords.contains(token.text) || isModifier(index, end)
    }
}

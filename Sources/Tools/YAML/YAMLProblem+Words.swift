internal import Basis

extension YAMLProblem {
    var code: YAMLCode {
        switch kind {
        case .tooLarge: .tooLarge
        case .otherEncoding, .invalidUTF8: .notUTF8
        case .controlCharacter, .lineSeparator: .controlCharacter
        case .syntax(let fault, _): fault.code
        case .duplicateKey: .duplicateKey
        case .unknownAnchor: .unknownAnchor
        case .aliasCycle: .aliasCycle
        case .badMerge: .badMerge
        case .badTaggedValue: .badTaggedValue
        case .tooDeep: .tooDeep
        case .scalarTooLong: .scalarTooLong
        case .tooManyAliases: .tooManyAliases
        case .tooManyDirectives: .tooManyDirectives
        case .tooManyProblems: .tooManyProblems
        }
    }

    var what: String {
        switch kind {
        case .tooLarge(let limit): "the file has more than \(ByteCount(Int64(limit)))"
        case .otherEncoding(let name): "the file is written in \(name), not in UTF-8"
        case .invalidUTF8(let byte):
            "the byte 0x\(YAMLScalarText.hexadecimal(UInt32(byte), 2)) is not UTF-8 here"
        case .controlCharacter(let value), .lineSeparator(let value):
            "the character U+\(YAMLScalarText.hexadecimal(value, 4)) may not stand here"
        case .syntax(let fault, _): fault.what
        case .duplicateKey(let key, let first):
            "the key \"\(YAMLProblem.short(key))\" is given twice; the first is on line \(first.start.line)"
        case .unknownAnchor(let name, _): "no anchor &\(YAMLProblem.short(name)) is defined before this alias"
        case .aliasCycle(let name):
            "the alias *\(YAMLProblem.short(name)) stands inside of what it stands for"
        case .badMerge(let found): "<< needs a mapping or a list of mappings, and this is \(found)"
        case .badTaggedValue(let tag, let text):
            "\"\(YAMLProblem.short(text))\" is not what the tag \(tag) says"
        case .tooDeep(let limit): "collections are nested more than \(limit) levels deep"
        case .scalarTooLong(let limit): "this value has more than \(ByteCount(Int64(limit)))"
        case .tooManyAliases(let limit): "with this alias, aliases add more than \(limit) nodes"
        case .tooManyDirectives: "there are too many %TAG directives"
        case .tooManyProblems(let limit): "more than \(limit) problems were found; the rest is not listed"
        }
    }

    var why: String? {
        switch kind {
        case .syntax(_, let why): "the parser says: \(why)"
        case .lineSeparator: "YAML 1.1 ends a line at this character, YAML 1.2 does not"
        default: nil
        }
    }

    var remedy: String? {
        switch kind {
        case .syntax(let fault, _): fault.remedy
        case .duplicateKey("<<", _): "give one << a list: <<: [*one, *other]"
        case .unknownAnchor(_, .some(let nearest)): "did you mean *\(nearest)?"
        case .badMerge(let found) where found != "a list": "put a mapping here, or quote the key: \"<<\""
        default: nil
        }
    }

    /// Foreign words are cut: a message is a line, not a page.
    private static func short(_ text: String) -> String { text.count <= 60 ? text : "\(text.prefix(59))…" }
}

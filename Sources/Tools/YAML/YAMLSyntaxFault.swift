/// The faults of syntax that people make, told apart as far as that helps to mend them.
package enum YAMLSyntaxFault: Hashable, Sendable {
    /// A tab where indentation was expected.
    case tabIndentation
    /// A quotation without an end, and the quote that began it.
    case unclosedQuote(Character)
    /// `{ a: ${x} }`: the brace of the variable ends the mapping.
    case unquotedVariable(String)
    /// A second `: ` in a plain value, or a key indented like a value.
    case secondColon
    /// `key:value` or a line that is no key at all, where a key was expected.
    case noKey
    /// A line that does not line up with those before it.
    case misaligned
    /// Something behind a quotation that has ended.
    case afterQuote
    /// `key: - item` on one line.
    case listOnKeyLine
    /// Brackets or braces without their end, or without a comma, and the one that began them.
    case flow(Character)
    /// A backslash and a letter that mean nothing in double quotes.
    case escape
    /// A plain value that begins with a character of YAML's own.
    case reserved(Character)
    /// A tag whose handle no `%TAG` line explains.
    case tagHandle
    /// Something else.
    case other(String)

    var code: YAMLCode {
        switch self {
        case .tabIndentation: .tabIndentation
        case .unclosedQuote: .unclosedQuote
        case .unquotedVariable: .unquotedVariable
        default: .syntax
        }
    }

    var what: String {
        switch self {
        case .tabIndentation: "a tab stands where only spaces may"
        case .unclosedQuote(let quote): "the quotation that begins here with \(quote) never ends"
        case .unquotedVariable(let variable):
            "the variable \(variable) is not quoted inside braces or brackets"
        case .secondColon: "a \": \" stands where no key can begin"
        case .noKey: "this line is not a key with a value"
        case .misaligned: "this line does not line up with those before it"
        case .afterQuote: "something stands behind the end of a quotation"
        case .listOnKeyLine: "a list cannot begin on the line of its key"
        case .flow(let bracket): "the \(bracket) that begins here has no end, or a comma is missing"
        case .escape: "this backslash means nothing in double quotes"
        case .reserved(let character): "a plain value cannot begin with \(character)"
        case .tagHandle: "no %TAG line explains the handle of this tag"
        case .other(let words): words
        }
    }

    var remedy: String? {
        switch self {
        case .tabIndentation:
            "indent with spaces; if the tab belongs to a value, put the value in double quotes as \\t"
        case .unclosedQuote, .other: nil
        case .unquotedVariable(let variable):
            "write \"\(variable)\" with its quotes, or use one line for each key"
        case .secondColon: "quote the value if the colon belongs to it, or correct the indentation"
        case .noKey:
            "write KEY: VALUE with a space after the colon, or indent the line if it continues a value"
        case .misaligned: "indent the line exactly like its neighbours"
        case .afterQuote:
            "quote the whole value, or escape the inner quotes: '' inside '…', \\\" inside \"…\""
        case .listOnKeyLine: "put each item on a line of its own below the key, or write [one, other]"
        case .flow(let bracket): "add a comma between the items, or close with \(bracket == "[" ? "]" : "}")"
        case .escape: "use single quotes, in which a backslash is itself, or double the backslash"
        case .reserved(let character): "put the value in quotes: \"\(character)…\""
        case .tagHandle: "write !name for a tag of your own, or !!name for one of YAML's"
        }
    }
}

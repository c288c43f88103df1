internal import Basis

/// The codes of everything that can be wrong with a YAML text.
package enum YAMLCode: String, CaseIterable, DiagnosticCode {
    /// What the file is made of.
    case tooLarge = "yaml.too-large"
    /// How its bytes stand for characters.
    case notUTF8 = "yaml.not-utf8"
    /// A character that YAML forbids.
    case controlCharacter = "yaml.control-character"
    /// A fault of syntax without a code of its own.
    case syntax = "yaml.syntax"
    /// A tab where indentation was expected.
    case tabIndentation = "yaml.tab-indentation"
    /// A quotation without an end.
    case unclosedQuote = "yaml.unclosed-quote"
    /// A variable without quotes inside braces.
    case unquotedVariable = "yaml.unquoted-variable"
    /// A key that a mapping has already.
    case duplicateKey = "yaml.duplicate-key"
    /// An alias without an anchor.
    case unknownAnchor = "yaml.unknown-anchor"
    /// An alias inside of what it stands for.
    case aliasCycle = "yaml.alias-cycle"
    /// A merge key with something else than mappings.
    case badMerge = "yaml.bad-merge"
    /// A value that is not what its tag says.
    case badTaggedValue = "yaml.bad-tagged-value"
    /// Collections nested too deep.
    case tooDeep = "yaml.too-deep"
    /// A scalar that is too long.
    case scalarTooLong = "yaml.scalar-too-long"
    /// Aliases that multiply beyond the limit.
    case tooManyAliases = "yaml.too-many-aliases"
    /// More directives than the parser can bear.
    case tooManyDirectives = "yaml.too-many-directives"
    /// More problems than are kept.
    case tooManyProblems = "yaml.too-many-problems"

    /// What the code means.
    package var summary: String {
        switch self {
        case .tooLarge: "The file is larger than Belay is willing to read."
        case .notUTF8: "The file is not written in UTF-8."
        case .controlCharacter:
            "The file holds a character that YAML does not allow, or that its readers disagree on."
        case .syntax: "The text is not YAML."
        case .tabIndentation: "A tab stands where only spaces may."
        case .unclosedQuote: "A quotation begins and never ends."
        case .unquotedVariable:
            "A variable in braces or brackets is not quoted, so its own brace ends the value."
        case .duplicateKey: "A mapping has the same key twice."
        case .unknownAnchor: "An alias names an anchor that is not defined before it."
        case .aliasCycle: "An alias stands inside of the node that it stands for."
        case .badMerge: "A merge key has something else than a mapping or a list of mappings."
        case .badTaggedValue: "A value is not what its tag says that it is."
        case .tooDeep: "Collections are nested too deep."
        case .scalarTooLong: "A single value is too long."
        case .tooManyAliases: "Aliases repeat so much that the text would grow beyond all bounds."
        case .tooManyDirectives: "The file holds more %TAG directives than Belay is willing to read."
        case .tooManyProblems: "The file has more problems than are listed."
        }
    }

    /// What to do next.
    package var remedy: String {
        switch self {
        case .tooLarge: "Split the file, or check that it is the file that you meant."
        case .notUTF8: "Save the file as UTF-8."
        case .controlCharacter:
            "Remove the character, or write it as an escape in double quotes, such as \"\\u0007\"."
        case .syntax:
            "Correct the text at the caret; quote the value if it holds characters such as : # { } [ ] & *."
        case .tabIndentation: "Indent with spaces."
        case .unclosedQuote: "Close the quotation; inside '…' write '' for a quote, inside \"…\" write \\\"."
        case .unquotedVariable: "Put the variable in quotes: \"${NAME}\"."
        case .duplicateKey: "Remove one of the two, or join their values."
        case .unknownAnchor:
            "Define the anchor before it is used (&name), or quote the value if the * is meant."
        case .aliasCycle: "Write the inner value out instead of using the alias."
        case .badMerge: "Merge a mapping: write KEY: value lines instead of a list below the anchor."
        case .badTaggedValue: "Correct the value, or remove the tag."
        case .tooDeep: "Flatten the structure."
        case .scalarTooLong: "Move the text to a file of its own."
        case .tooManyAliases: "Use fewer aliases of aliases, or write the values out."
        case .tooManyDirectives: "Remove the %TAG lines that are not needed."
        case .tooManyProblems: "Solve those that are listed, then check again."
        }
    }
}

package import Basis

/// One thing that is wrong with a YAML text.
package struct YAMLProblem: Diagnosable, Hashable, Sendable {
    /// What is wrong, as data.
    package enum Kind: Hashable, Sendable {
        /// More bytes than are read.
        case tooLarge(Int)
        /// Another encoding than UTF-8, known by its first bytes.
        case otherEncoding(String)
        /// A byte that no UTF-8 has there.
        case invalidUTF8(UInt8)
        /// A character that YAML forbids.
        case controlCharacter(UInt32)
        /// A character that ends a line for some readers and not for others.
        case lineSeparator(UInt32)
        /// A fault of syntax, with the parser's own words.
        case syntax(YAMLSyntaxFault, why: String)
        /// A key that the mapping has already.
        case duplicateKey(String, first: Span)
        /// An alias without an anchor, and the anchor that was probably meant.
        case unknownAnchor(String, nearest: String?)
        /// An alias inside of what it stands for.
        case aliasCycle(String)
        /// A merge key with something else than mappings.
        case badMerge(found: String)
        /// A value that is not what its tag says.
        case badTaggedValue(tag: String, text: String)
        /// More levels than are followed.
        case tooDeep(Int)
        /// More bytes in one scalar than are kept.
        case scalarTooLong(Int)
        /// More nodes by aliases than are followed.
        case tooManyAliases(Int)
        /// More `%TAG` lines than are read.
        case tooManyDirectives
        /// More problems than are kept.
        case tooManyProblems(Int)
    }

    /// What is wrong.
    package let kind: Kind
    /// Where.
    package let span: Span
    /// The line in which the span begins, unless it is too long to be shown.
    package let line: String?

    init(_ kind: Kind, at span: Span, in source: SourceText) {
        self.kind = kind
        self.span = span
        line = source.line(span.start.line)
    }

    /// The problem in words.
    package var diagnostic: Diagnostic {
        Diagnostic(code, what, at: .text(span, line: line), why: why, remedy: remedy)
    }
}

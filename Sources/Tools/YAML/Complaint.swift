internal import Basis

/// What the parser says of a text that is no YAML, and what that means in words of help.
struct Complaint {
    static let withoutMemory = Complaint(
        problem: "out of memory", mark: TreeRecord.Mark(line: 0, column: 0), context: "",
        contextMark: TreeRecord.Mark(line: 0, column: 0))

    let problem: String
    let mark: TreeRecord.Mark
    let context: String
    let contextMark: TreeRecord.Mark

    var why: String { context.isEmpty ? problem : "\(problem), \(context)" }

    /// Which of the faults that people make it is, and where the caret belongs.
    func fault(in source: SourceText) -> (YAMLSyntaxFault, TreeRecord.Mark) {
        let line = source.split(at: Position(mark))
        let (before, after) = (line?.before ?? "", line?.after ?? "")
        if let variable = variable(before, after) {
            let column = mark.column - UInt32(min(Int(mark.column), before.hasSuffix("$") ? 1 : 0))
            return (.unquotedVariable(variable), TreeRecord.Mark(line: mark.line, column: column))
        }
        if context == "while scanning a quoted scalar", problem.contains("end of stream") || isDocumentMark {
            let quote = source.split(at: Position(contextMark))?.after.first ?? "\""
            return (.unclosedQuote(quote), contextMark)
        }
        if after.first == "\t" || problem.contains("tab character"),
            before.allSatisfy({ $0 == " " || $0 == "\t" })
        {
            return (.tabIndentation, mark)
        }
        return known(before, after, in: source)
    }

    private var isDocumentMark: Bool { problem == "found unexpected document indicator" }

    /// `{ a: ${x} }` stops at the brace behind the dollar; `[${x}]` too.
    private func variable(_ before: Substring, _ after: Substring) -> String? {
        guard before.hasSuffix("$"), after.hasPrefix("{"), context.contains("flow") else { return nil }
        return "$" + after.prefix { $0 != "}" }.prefix(40) + "}"
    }

    private func known(
        _ before: Substring, _ after: Substring, in source: SourceText
    ) -> (YAMLSyntaxFault, TreeRecord.Mark) {
        switch problem {
        case "mapping values are not allowed in this context": return (.secondColon, mark)
        case "block sequence entries are not allowed in this context": return (.listOnKeyLine, mark)
        case "could not find expected ':'": return (.noKey, contextMark)
        case "found unknown escape character": return (.escape, mark)
        case "found undefined tag handle": return (.tagHandle, mark)
        case "found character that cannot start any token":
            return (after.first.map(YAMLSyntaxFault.reserved) ?? .other(problem), mark)
        case "did not find expected alphabetic or numeric character":
            // An alias or anchor without a name: a plain `*.example.org` or `&&`.
            let character = source.split(at: Position(contextMark))?.after.first
            return (character.map(YAMLSyntaxFault.reserved) ?? .other(problem), contextMark)
        case "did not find expected ',' or '}'": return (.flow("{"), contextMark)
        case "did not find expected ',' or ']'": return (.flow("["), contextMark)
        case "did not find expected key", "did not find expected '-' indicator":
            let last = before.last { $0 != " " }
            return (last == "\"" || last == "'" ? .afterQuote : .misaligned, mark)
        default: return (.other(problem), min(mark, source.endOfContent))
        }
    }
}

package import Basis
package import Updates

/// Reads text with names in it: `${name.path}`, `${name.path ?? default}`, and `$${` for a literal `${`.
package enum TemplateParser {
    /// More names than this in one text are not read.
    package static let nameLimit = 256

    /// The template, or every fault in it.
    package static func template(_ writing: Writing) -> (template: Template, problems: [Diagnostic]) {
        let scalars = Array(writing.text.unicodeScalars)
        var parts: [Template.Part] = []
        var problems: [Diagnostic] = []
        var text = String.UnicodeScalarView()
        var position = 0
        func flush() {
            if !text.isEmpty { parts.append(.text(String(text))) }
            text = String.UnicodeScalarView()
        }
        while position < scalars.count {
            if scalars[position...].starts(with: "$${".unicodeScalars) {
                text.append(contentsOf: "${".unicodeScalars)
                position += 3
            } else if scalars[position...].starts(with: "${".unicodeScalars) {
                flush()
                do {
                    let (part, next) = try name(writing, scalars, from: position)
                    parts.append(part)
                    position = next
                } catch {
                    problems.append(writing.diagnostic(error))
                    position = max(position + 2, error.range.upperBound)
                }
                if parts.count > nameLimit * 2 {
                    let what = "the text has more than \(nameLimit) names in it"
                    let fault = ExpressionFault(code: .tooLarge, what: what, range: 0..<scalars.count)
                    return (Template([], at: writing.span), problems + [writing.diagnostic(fault)])
                }
            } else {
                text.append(scalars[position])
                position += 1
            }
        }
        flush()
        return (Template(parts, at: writing.span), problems)
    }

    /// The name whose `${` stands at an offset, and the offset just past its `}`.
    private static func name(
        _ writing: Writing, _ scalars: [Unicode.Scalar], from start: Int
    ) throws(ExpressionFault) -> (Template.Part, Int) {
        guard let end = closing(scalars, from: start + 2) else {
            throw ExpressionFault(
                code: .unclosed, what: "this `${` is never closed", range: start..<scalars.count)
        }
        let mark = fallbackMark(scalars, start + 2..<end)
        let inner = try ExpressionParser.expression(writing, scalars, start + 2..<(mark ?? end))
        guard case .name(let path) = inner else {
            throw ExpressionFault(
                code: .syntax, what: "a name such as `run.version` was expected between the braces",
                range: start..<end + 1)
        }
        guard let mark else { return (.name(path, fallback: nil), end + 1) }
        let fallback = try ExpressionParser.expression(writing, scalars, mark + 2..<end)
        switch fallback {
        case .name, .literal: return (.name(path, fallback: fallback), end + 1)
        case .list, .compare, .not, .and, .or:
            throw ExpressionFault(
                code: .syntax, what: "the default is a name, a number or 'text' in quotes",
                range: mark + 2..<end)
        }
    }

    /// The next `}` that is not within quotes.
    private static func closing(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var quoted = false
        for index in start..<scalars.count {
            if scalars[index] == "'" { quoted.toggle() }
            if scalars[index] == "}", !quoted { return index }
        }
        return nil
    }

    private static func fallbackMark(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
        range.dropLast().first { scalars[$0] == "?" && scalars[$0 + 1] == "?" }
    }
}

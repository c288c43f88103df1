internal import Basis
internal import Updates

/// Why a question cannot be asked at all, however often.
enum GateFailure: Error, Hashable, Sendable {
    /// The environment has no `url:`, and the question is for the front door.
    case noFrontDoor(environment: String, Span)
    /// A text is no URL that can be asked.
    case noURL(String, Span)
    /// A path into JSON that is none.
    case noPath(String, Span)
    /// Thresholds and a value that cannot be compared.
    case incomparable(value: String, Comparison, Span)
    /// The manifest has no such database, or one that speaks no SQL.
    case noSQL(Located<String>, why: String)
    /// The manifest has no such check.
    case noCheck(Located<String>)
    /// Nothing here can tell.
    case noWay(what: String, Span)

    /// Reads a path into JSON.
    static func path(_ text: Located<String>) throws -> JSONPath {
        guard let path = JSONPath(text.value) else { throw GateFailure.noPath(text.value, text.span) }
        return path
    }
}

extension GateFailure: Diagnosable {
    var diagnostic: Diagnostic {
        switch self {
        case .noFrontDoor(let environment, let span):
            problem("`\(environment)` has no front door to ask", span, "Add `url:` to the environment.")
        case .noURL(let text, let span): problem("`\(text)` is no http or https URL", span)
        case .noPath(let text, let span):
            problem("`\(text)` is no path into JSON", span, "Write it as `$.items[0].id`.")
        case .incomparable(let value, let comparison, let span):
            problem(
                "\(value) cannot be compared by `\(comparison.sign.rawValue) \(comparison.operand)`", span)
        case .noSQL(let name, let why): problem("no SQL can be asked of `\(name.value)`: \(why)", name.span)
        case .noCheck(let name): problem("the manifest has no check `\(name.value)`", name.span)
        case .noWay(let what, let span): problem(what, span)
        }
    }

    private func problem(_ what: String, _ span: Span, _ remedy: String? = nil) -> Diagnostic {
        Diagnostic(GateCode.cannotAsk, what, at: .text(span, line: nil), remedy: remedy)
    }
}

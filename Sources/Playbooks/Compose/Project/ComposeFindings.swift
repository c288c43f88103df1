import Basis

/// The problems that a check of the whole project finds.
struct ComposeFindings {
    let lines: ComposeLines
    /// What the next ones are about, as `services.web`.
    var path = ""
    private(set) var problems: [Diagnostic] = []

    init(lines: ComposeLines) { self.lines = lines }

    /// A number behind a space, unless it came of a variable.
    func number(_ number: Int?, at span: Span) -> String {
        guard let number, !lines.hides(span) else { return "" }
        return " \(number)"
    }

    mutating func report(
        _ code: ComposeCode, _ what: String, at span: Span, why: String? = nil, remedy: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        problems.append(
            Diagnostic(
                code, path.isEmpty ? what : "\(path): \(what)", at: lines.place(span), why: why,
                remedy: remedy, severity: severity))
    }
}

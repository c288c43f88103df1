import Basis
import YAML

/// What was found wrong while a project is read, and where in it the reader is.
struct ComposeReading {
    /// A part of the way to a node.
    enum Step {
        case key(String)
        case index(Int)
    }

    /// More than this of one severity helps nobody.
    private static let problemLimit = 200

    private(set) var problems: [Diagnostic] = []
    /// What will hurt.
    private(set) var findings: [Diagnostic] = []
    private var counts: [Diagnostic.Severity: Int] = [:]
    private(set) var path: [Step] = []

    /// Reads something that stands one step further down.
    mutating func at<Result>(_ step: Step, _ body: (inout ComposeReading) -> Result) -> Result {
        path.append(step)
        defer { path.removeLast() }
        return body(&self)
    }

    /// The way to where the reader is: `services.web.ports[1]`.
    var pathText: String {
        path.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    mutating func keep(_ problem: Diagnostic) {
        let count = counts[problem.severity, default: 0]
        counts[problem.severity] = count + 1
        if count < ComposeReading.problemLimit { problems.append(problem) }
    }

    /// Something that will hurt, at a place whose line may not be fit to be shown.
    mutating func hurts(_ code: ComposeCode, _ what: String, at place: Place) {
        guard findings.count < ComposeReading.problemLimit else { return }
        let what = path.isEmpty ? what : "\(pathText): \(what)"
        findings.append(Diagnostic(code, what, at: place, severity: .warning))
    }

    /// Whether one more of that severity would be kept; making one costs a look for its line.
    private func isFull(_ severity: Diagnostic.Severity) -> Bool {
        counts[severity, default: 0] >= ComposeReading.problemLimit
    }

    mutating func report(
        _ code: ComposeCode, _ what: String, at site: YAMLNode, why: String? = nil, remedy: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        guard !isFull(severity) else { return }
        let what = path.isEmpty ? what : "\(pathText): \(what)"
        keep(Diagnostic(code, what, at: site.place, why: why, remedy: remedy, severity: severity))
    }

    mutating func report(
        _ code: ComposeCode, _ what: String, at node: ComposeNode, why: String? = nil,
        remedy: String? = nil, severity: Diagnostic.Severity = .error
    ) {
        let replaced = node.written == nil ? nil : "That is what it becomes once its variables are replaced."
        report(code, what, at: node.site, why: why ?? replaced, remedy: remedy, severity: severity)
    }

    mutating func expected(_ words: String, at node: ComposeNode, remedy: String? = nil) {
        report(
            .wrongType, "expected \(words), found \(node.meaning)", at: node,
            remedy: remedy ?? "Write \(words).")
    }
}

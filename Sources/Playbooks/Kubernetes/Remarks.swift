import Basis

/// What is found in manifests while they are read and checked. One list goes along, so that one pass tells
/// everything; the lines are added at the end, where it is known which of them may be shown.
struct Remarks {
    /// More than this helps nobody; what is beyond is counted, not kept.
    static let limit = 200

    struct Remark {
        let code: KubernetesCode
        let what: String
        let span: Span
        let why: String?
        let remedy: String?
        let severity: Diagnostic.Severity
    }

    private(set) var all: [Remark] = []
    private(set) var dropped = 0
    /// Stretches whose lines are never shown: the values of Secrets.
    private(set) var confidential: [Span] = []
    /// Files that are templates: said once for each.
    private(set) var templates: Set<String> = []

    mutating func add(
        _ code: KubernetesCode, _ what: String, at span: Span, why: String? = nil, remedy: String? = nil,
        severity: Diagnostic.Severity? = nil
    ) {
        if code == .templatePlaceholder, !templates.insert(span.file).inserted { return }
        guard all.count < Remarks.limit else {
            dropped += 1
            return
        }
        let weight = severity ?? code.severity
        all.append(
            Remark(code: code, what: what, span: span, why: why, remedy: remedy, severity: weight))
    }

    mutating func withhold(_ span: Span) { confidential.append(span) }

    /// The remarks in the order of the text, each with its line if that may be shown.
    func diagnostics(with lines: ManifestLines) -> [Diagnostic] {
        var found = all.map { remark in
            Diagnostic(
                remark.code, remark.what, at: .text(remark.span, line: lines.line(of: remark.span)),
                why: remark.why, remedy: remark.remedy, severity: remark.severity)
        }.inReadingOrder
        if dropped > 0 {
            let what = "\(dropped) more problems are not shown"
            found.append(Diagnostic(KubernetesCode.tooMany, what, at: .thing("the manifests")))
        }
        return found
    }
}

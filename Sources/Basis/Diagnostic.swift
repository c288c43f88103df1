/// One thing that went wrong, said so that the reader can act: what, where, why, and what to do next.
package struct Diagnostic: Error, Hashable, Sendable, Codable {
    /// How much it matters.
    package enum Severity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        /// From the least: to be known, to be looked at, and what stops the work.
        case note, warning, error

        /// Orders by weight: a note is the least.
        package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

        private var weight: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// The stable code, such as `yaml.duplicate-key`.
    package let code: String
    /// How much it matters.
    package let severity: Severity
    /// What happened, in one sentence without a full stop.
    package let what: String
    /// Where it happened.
    package let place: Place
    /// Why it happened, as far as it is known: often the words of the other side.
    package let why: String?
    /// What to do next.
    ///
    /// Never empty.
    package let remedy: String

    /// Makes a diagnostic of a known code.
    ///
    /// Without a `remedy` of its own it carries the code's.
    package init(
        _ code: some DiagnosticCode,
        _ what: String,
        at place: Place,
        why: String? = nil,
        remedy: String? = nil,
        severity: Severity = .error
    ) {
        self.code = code.rawValue
        self.severity = severity
        self.what = what
        self.place = place
        self.why = why
        self.remedy = remedy.flatMap { $0.isEmpty ? nil : $0 } ?? code.remedy
    }

    /// The same, said of another place.
    package func moved(to place: Place) -> Diagnostic { Diagnostic(self, at: place) }

    private init(_ other: Diagnostic, at place: Place) {
        (code, severity, what) = (other.code, other.severity, other.what)
        (self.place, why, remedy) = (place, other.why, other.remedy)
    }
}

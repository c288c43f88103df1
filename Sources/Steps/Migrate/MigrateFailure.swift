internal import Basis
internal import Updates

/// Why a schema is not where it should be.
enum MigrateFailure: Error, Hashable, Sendable {
    /// The manifest says nothing of migrations.
    case noRules(step: String)
    /// What is asked for cannot be done.
    case impossible(Span, why: String)
    /// The revision in force cannot be read.
    case noRevision(Span, said: String)
    /// The tool failed; what it left differs from before in these points.
    case failed(Span, code: Int, said: String, left: [String])
    /// Somebody is changing the structure, and does not come to an end.
    case busy(Located<String>, count: Int)
    /// Nothing takes the migration back.
    case noWayDown(Span)
    /// What should take it back left something.
    case notBack(Span, left: [String])
    /// An expansion would take something away.
    case notExpanding(Span, statement: String)
}

extension MigrateFailure: Diagnosable {
    /// So many differences are named.
    private static let shown = 8

    var diagnostic: Diagnostic {
        switch self {
        case .noRules(let step):
            Diagnostic(MigrateCode.impossible, "the manifest has no migrations", at: .thing(step))
        case .impossible(let span, let why):
            Diagnostic(
                MigrateCode.impossible, "the schema cannot be brought there", at: .text(span, line: nil),
                why: why)
        case .noRevision(let span, let said):
            Diagnostic(
                MigrateCode.noRevision, "the revision in force cannot be read", at: .text(span, line: nil),
                why: said.isEmpty ? nil : said)
        case .failed(let span, let code, let said, let left):
            Diagnostic(
                MigrateCode.failed,
                "the migration ended with exit code \(code)"
                    + (left.isEmpty ? "" : ", and half of it stands: \(Self.list(left))"),
                at: .text(span, line: nil), why: said.isEmpty ? nil : said)
        case .busy(let database, let count):
            Diagnostic(
                MigrateCode.busy, "\(count) others are changing the structure of `\(database.value)`",
                at: .text(database.span, line: nil))
        case .noWayDown(let span):
            Diagnostic(
                MigrateCode.noWayDown, "nothing takes the migration back", at: .text(span, line: nil))
        case .notBack(let span, let left):
            Diagnostic(
                MigrateCode.notBack, "the schema is not what it was: \(Self.list(left))",
                at: .text(span, line: nil))
        case .notExpanding(let span, let statement):
            Diagnostic(
                SchemaCode.notExpanding, "the expansion would take something away: \(statement)",
                at: .text(span, line: nil))
        }
    }

    static func list(_ lines: [String]) -> String {
        let rest = lines.count - shown
        return lines.prefix(shown).joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
    }
}

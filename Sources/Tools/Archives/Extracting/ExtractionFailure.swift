package import Basis

/// An extraction that ended early, with what it left behind.
package struct ExtractionFailure: Error, Sendable {
    /// Why: an `ArchiveError`, what the source threw, or `CancellationError`.
    package let cause: any Error
    /// What had been written by then.
    package let written: ExtractionReport
}

extension ExtractionFailure: Diagnosable {
    /// The cause's diagnostic, with what was written added to its reason.
    package var diagnostic: Diagnostic {
        let left =
            written.isKept && written.entries > 0
            ? "\(written.entries) entries (\(written.bytes)) were written before and are still there"
            : "nothing was left behind"
        if cause is CancellationError {
            return Diagnostic(
                ArchiveCode.cancelled, "the extraction was stopped", at: .thing("archive"), why: left)
        }
        guard let inner = (cause as? any Diagnosable)?.diagnostic else {
            return Diagnostic(
                ArchiveCode.system, "the source failed", at: .thing("archive"), why: "\(cause); \(left)")
        }
        let why = [inner.why, left].compactMap { $0 }.joined(separator: "; ")
        let code = (cause as? ArchiveError)?.code ?? .system
        return Diagnostic(code, inner.what, at: inner.place, why: why, remedy: inner.remedy)
    }
}

internal import Basis

/// What can go wrong when speaking to the operator.
package enum ConsoleCode: String, CaseIterable, DiagnosticCode {
    /// Standard output could not be written.
    case writeFailed = "console.write-failed"

    /// What the code means.
    package var summary: String {
        switch self {
        case .writeFailed: "The result could not be written to standard output."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .writeFailed: "Make room on the disk, or send the output elsewhere, and run the command again."
        }
    }
}

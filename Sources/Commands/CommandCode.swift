internal import Basis

/// What can go wrong with any command.
package enum CommandCode: String, CaseIterable, DiagnosticCode {
    /// The operator interrupted it.
    case interrupted = "command.interrupted"
    /// It took longer than it may.
    case timedOut = "command.timed-out"
    /// An error that no module accounts for.
    case unexpected = "command.unexpected"

    /// What the code means.
    package var summary: String {
        switch self {
        case .interrupted: "The command was interrupted before it had touched anything."
        case .timedOut: "The command took longer than it may."
        case .unexpected:
            "The command failed in a way that Belay does not account for: a mistake in Belay itself."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .interrupted: "Run it again when you are ready."
        case .timedOut: "Run it again; with `--verbose` it shows what it waits for."
        case .unexpected:
            "Report it with the output of `belay version --engine` and the command line you used."
        }
    }
}

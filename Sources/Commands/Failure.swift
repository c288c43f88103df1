internal import Basis

/// A command that did not do what it was asked to: what there is to tell, and the exit code.
///
/// The one place where an error becomes either.
struct Failure: Error {
    let problems: [Diagnostic]
    let exit: ExitCode

    /// Problems of a command line, a manifest or a playbook.
    static func wrongInput(_ problems: [Diagnostic]) -> Failure {
        Failure(problems: problems, exit: .wrongInput)
    }

    /// Whatever a command threw.
    ///
    /// An error that is no diagnostic is still told, never printed as a trap.
    init(_ error: any Error, in command: String) {
        switch error {
        case let failure as Failure: self = failure
        case let error as any Diagnosable: self.init(problems: [error.diagnostic], exit: .failed)
        case is CancellationError:
            self.init(.interrupted, "`\(command)` was interrupted", why: nil)
        case is DeadlinePassed:
            self.init(.timedOut, "`\(command)` was not done in time", why: nil)
        default:
            self.init(.unexpected, "`\(command)` failed in a way nobody planned for", why: "\(error)")
        }
    }

    private init(_ code: CommandCode, _ what: String, why: String?) {
        self.init(problems: [Diagnostic(code, what, at: .commandLine, why: why)], exit: .failed)
    }

    init(problems: [Diagnostic], exit: ExitCode) {
        Mistake.unless(!problems.isEmpty, "A failure without a problem tells nobody anything.")
        self.problems = problems
        self.exit = exit
    }
}

internal import Basis

/// The stable codes of steps.
package enum StepCode: String, CaseIterable, DiagnosticCode {
    /// See `summary`.
    case notDoneHere = "step.not-done-here"
    /// See `summary`.
    case noValue = "step.no-value"
    /// See `summary`.
    case incomparable = "step.incomparable"
    /// See `summary`.
    case secretInWords = "step.secret-in-words"
    /// See `summary`.
    case commandFailed = "step.command-failed"
    /// See `summary`.
    case unexpectedOutput = "step.unexpected-output"
    /// See `summary`.
    case execOnce = "step.exec-once"
    /// See `summary`.
    case noContainer = "step.no-container"
    /// See `summary`.
    case unreadableRecord = "step.unreadable-record"
    /// See `summary`.
    case requestFailed = "step.request-failed"
    /// See `summary`.
    case statementsFailed = "step.statements-failed"
    /// See `summary`.
    case statementsUnusable = "step.statements-unusable"

    /// What the code means.
    package var summary: String {
        switch self {
        case .notDoneHere: "A plan has a step that this build of Belay cannot do."
        case .noValue: "A name in a step has no value when the step's turn comes."
        case .incomparable: "A condition compares values that do not go together."
        case .secretInWords: "A secret would become an argument of a program, which everybody can see."
        case .commandFailed: "A command of a step ended with another exit code than 0."
        case .unexpectedOutput: "A command did not print what it must, or printed what it must not."
        case .execOnce:
            "A command that must run once is to run in a container that may be replaced meanwhile."
        case .noContainer: "A step needs a container of a service, and the service has none."
        case .unreadableRecord: "What a step wrote down for itself is not in the form in which it writes."
        case .requestFailed: "A request of a step was not answered as it must be."
        case .statementsFailed: "Statements of a step failed, or did not give what they must."
        case .statementsUnusable:
            "The statements of a step cannot be read, or are too long to be handed over."
        }
    }

    /// What to do next.
    package var remedy: String {
        switch self {
        case .notDoneHere: "Remove the step, or run the plan with a build of Belay that knows it."
        case .noValue: "Give it a default, `${name ?? default}`, or have an earlier step leave the value."
        case .incomparable: "Compare like with like, and give `when:` something that is true or false."
        case .secretInWords:
            "Use `shell: true` and the secret within the line: Belay hands it over as a variable."
        case .commandFailed: "Read what the command said, put it right, and run the playbook again."
        case .unexpectedOutput: "Run the command by hand and compare its output with `expect:`."
        case .execOnce: "Say `in: SERVICE` to run it in a container of its own, or `idempotent: true`."
        case .noContainer: "Look at `belay status`, and start the service or correct its name."
        case .unreadableRecord:
            "Check the journal (`belay journal check`), and finish the run with the Belay that began it."
        case .requestFailed: "Read the answer, put right what it says, and run the playbook again."
        case .statementsFailed: "Read what the database said, and run the statements by hand."
        case .statementsUnusable: "Look at the file in the release; run long scripts from a service's image."
        }
    }
}

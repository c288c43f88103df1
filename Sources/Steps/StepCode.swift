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

    /// A tag stands for something else than when it was put into force.
    case movedTag = "step.moved-tag"
    /// A release without a signature that is believed.
    case untrustedRelease = "step.untrusted-release"
    /// The source has no release.
    case noRelease = "step.no-release"
    /// A step needs a release, and the run has none.
    case noTree = "step.no-tree"
    /// There is no room for what a step makes.
    case noRoom = "step.no-room"

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
        case .movedTag: "A tag no longer stands for the commit that was put into force under its name."
        case .untrustedRelease:
            "The manifest asks for signed releases, and this one is not, or not by a friend."
        case .noRelease: "The source has no release that fits."
        case .noTree: "A step needs the files of a release, and no step before it has pulled one."
        case .noRoom: "The disk has no room for the images of a release."
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
        case .movedTag: "Ask who moved it. Give the release a new tag; a tag that served never moves."
        case .untrustedRelease: "Sign the tag, or add the signer's key to the files under `trust:`."
        case .noRelease: "Push a tag that fits `releases:` of the manifest, or name one with `--version`."
        case .noTree: "Put a `pull` before it."
        case .noRoom: "Free some room: `belay run` a playbook with `prune: images`, or remove old images."
        case .unreadableRecord:
            "Check the journal (`belay journal check`), and finish the run with the Belay that began it."
        case .requestFailed: "Read the answer, put right what it says, and run the playbook again."
        case .statementsFailed: "Read what the database said, and run the statements by hand."
        case .statementsUnusable: "Look at the file in the release; run long scripts from a service's image."
        }
    }
}

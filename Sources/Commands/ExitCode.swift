/// How a command ends.
///
/// The meanings are the same for every command and never change: scripts depend on them.
package enum ExitCode: Int32, CaseIterable, Sendable {
    /// Done, or nothing to do.
    case done = 0
    /// Failed before anything was touched.
    case failed = 1
    /// The command line, the manifest or a playbook is wrong.
    case wrongInput = 2
    /// Failed and undone.
    case undone = 3
    /// A person is needed.
    case stranded = 4
    /// Another run is at work.
    case locked = 5
    /// Waiting for something.
    case paused = 6
    /// The world is not what was planned for.
    case changed = 7
    /// Judged to be unhealthy.
    case unhealthy = 8
    /// Given up at the second interrupt.
    case interrupted = 130

    /// What it means, as the manual prints it.
    package var meaning: String {
        switch self {
        case .done: "done, or nothing to do (`check`: warnings only)"
        case .failed: "failed; nothing had been touched"
        case .wrongInput: "the command line, the manifest or a playbook is wrong"
        case .undone: "failed, and everything was undone: the old release serves"
        case .stranded:
            "stranded, or left as it stands by `on-failure: stop`: the message says what is needed"
        case .locked: "another run holds the lock"
        case .paused: "paused: approval, window, interrupt, a loss to confirm, a stranger's change"
        case .changed: "the saved plan or the target's identity no longer matches the world"
        case .unhealthy: "unhealthy (`health`, `verify`, `doctor`)"
        case .interrupted: "second interrupt; the journal is already safe"
        }
    }
}

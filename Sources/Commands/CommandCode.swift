internal import Basis

/// What can go wrong with any command.
package enum CommandCode: String, CaseIterable, DiagnosticCode {
    /// The operator interrupted it.
    case interrupted = "command.interrupted"
    /// It took longer than it may.
    case timedOut = "command.timed-out"
    /// An error that no module accounts for.
    case unexpected = "command.unexpected"
    /// No manifest is found.
    case noManifest = "command.no-manifest"
    /// A file that was named cannot be read.
    case unreadableFile = "command.unreadable-file"
    /// A file that was named is nothing that Belay reads.
    case unknownFile = "command.unknown-file"
    /// A file would be written over.
    case alreadyThere = "command.already-there"
    /// A file cannot be written.
    case unwritableFile = "command.unwritable-file"
    /// A saved plan is none, or was changed.
    case damagedPlan = "command.damaged-plan"
    /// Something that should be NAME=VALUE is not.
    case wrongPair = "command.wrong-pair"
    /// No run of that name.
    case noRun = "command.no-run"
    /// What was asked of a run makes no sense as it stands.
    case wrongMoment = "command.wrong-moment"
    /// The world is not the one that a saved plan was made for.
    case worldMoved = "command.world-moved"
    /// The release failed its gates before.
    case refusedRelease = "command.refused-release"
    /// Nobody agreed to it.
    case notConfirmed = "command.not-confirmed"
    /// A command line of `belay journal` that lacks something.
    case journalUse = "command.journal-use"
    /// No place for a journal.
    case noJournal = "command.no-journal"
    /// Something that this Belay cannot speak with.
    case noAdapter = "command.no-adapter"
    /// A release that must be proved elsewhere first.
    case notProved = "command.not-proved"
    /// No release to go back to.
    case noRelease = "command.no-release"
    /// A time zone that the machine does not know.
    case unknownZone = "command.unknown-zone"
    /// Something would begin outside the maintenance window.
    case windowClosed = "command.window-closed"
    /// Somebody agrees who was not asked.
    case notAsked = "command.not-asked"
    /// A step that is not left out.
    case cannotSkip = "command.cannot-skip"

    /// What the code means.
    package var summary: String {
        switch self {
        case .interrupted: "The command was interrupted before it had touched anything."
        case .timedOut: "The command took longer than it may."
        case .noManifest: "A command needs the project's manifest, and there is none."
        case .unreadableFile: "A file that a command needs cannot be read."
        case .unknownFile: "A file is none of those that Belay reads."
        case .alreadyThere: "A command would write over a file that somebody may have worked on."
        case .unwritableFile: "A file that a command makes cannot be written."
        case .damagedPlan: "A saved plan cannot be used: it is none, or it was changed after it was written."
        case .wrongPair: "An input is given as NAME=VALUE."
        case .noRun: "The journal has no run of that name."
        case .wrongMoment: "The run does not stand so that this could be asked of it."
        case .worldMoved: "The target is no longer as it was when the plan was saved."
        case .refusedRelease: "A release that failed its gates before is not tried again by itself."
        case .journalUse: "A command line of `belay journal` does not say what is needed."
        case .noJournal: "There is no place where the journal could be kept."
        case .noAdapter: "The environment is of a kind that this build of Belay cannot work on."
        case .notProved: "The environment takes only releases that were in force elsewhere for a while."
        case .noRelease: "The records know no such release to go back to."
        case .unknownZone: "A maintenance window or a schedule names a time zone that this machine lacks."
        case .windowClosed: "Nothing that changes the environment begins outside its maintenance window."
        case .notAsked: "A step names who may agree to it, and whoever answered is not among them."
        case .cannotSkip: "What was to be left out is not in the plan, or is never left out."
        case .notConfirmed: "The environment asks for a person's agreement, and there was none."
        case .unexpected:
            "The command failed in a way that Belay does not account for: a mistake in Belay itself."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .interrupted: "Run it again when you are ready."
        case .noManifest: "Go to the project's folder, or name the manifest with `--app FILE`."
        case .unreadableFile: "Correct the path, or the file's permissions."
        case .unknownFile:
            "Name a manifest (`app:`), a playbook (`playbook:`), a Compose file or a Kubernetes manifest."
        case .alreadyThere: "Look at what would be written with `--dry-run`, or write over it with `--force`."
        case .unwritableFile: "Correct the path or the permissions of its folder, or make room on the disk."
        case .damagedPlan: "Save it anew with `belay plan --out FILE`."
        case .wrongPair: "Write `--input NAME=VALUE`."
        case .noRun: "List the runs with `belay history`, and name one by its first letters."
        case .wrongMoment: "Look at it with `belay show RUN`."
        case .worldMoved: "Look at what changed, and save the plan anew with `belay plan --out FILE`."
        case .refusedRelease: "Choose another release, or say why it may be tried: `--override REASON`."
        case .journalUse: "See `belay help journal`."
        case .noJournal: "Name a file with `--journal sqlite:PATH`."
        case .noAdapter: "Name another environment with `--env`, or use a Belay that knows it."
        case .notProved: "Put it into force there first, and wait."
        case .noRelease: "List them with `belay releases`."
        case .unknownZone:
            "Correct the name (`timedatectl list-timezones` lists them), or install the package `tzdata`."
        case .windowClosed:
            "Wait until it opens, or say why it cannot wait: `belay update --override REASON`."
        case .notAsked: "Have one of those who are named run `belay approve RUN`."
        case .cannotSkip: "See the plan's steps with `belay plan`."
        case .notConfirmed: "Look at `belay plan`, then run it with `--yes`."
        case .timedOut: "Run it again; with `--verbose` it shows what it waits for."
        case .unexpected:
            "Report it with the output of `belay version --engine` and the command line you used."
        }
    }
}

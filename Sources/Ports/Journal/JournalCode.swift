internal import Basis

/// What can go wrong with a journal.
package enum JournalCode: String, CaseIterable, DiagnosticCode {
    /// Who may write.
    case held = "journal.held"
    case superseded = "journal.superseded"
    /// What is asked of it.
    case unknownRun = "journal.unknown-run"
    case runExists = "journal.run-exists"
    case runOver = "journal.run-over"
    case tooLarge = "journal.too-large"
    case inboxFull = "journal.inbox-full"
    /// What is written in it.
    case damaged = "journal.damaged"
    case foreignEntry = "journal.foreign-entry"
    case newer = "journal.newer"
    case notAJournal = "journal.not-a-journal"
    /// Where it lies.
    case noFolder = "journal.no-folder"
    case notPermitted = "journal.not-permitted"
    case openToOthers = "journal.open-to-others"
    case readOnly = "journal.read-only"
    case locked = "journal.locked"
    case full = "journal.full"
    case shared = "journal.shared"
    case failed = "journal.failed"

    /// What the code means.
    package var summary: String {
        switch self {
        case .held: "Another run is at work on this application and environment."
        case .superseded: "The claim was lost to a successor, and nothing is written under it any more."
        case .unknownRun: "The journal has no run of that name."
        case .runExists: "The journal has a run of that name already."
        case .runOver: "The run has ended, and nothing is added to a run that has."
        case .tooLarge: "An entry is larger than a journal takes."
        case .inboxFull: "Too many requests wait for a run."
        case .damaged: "The journal is not what was written: it was changed, cut off or broken."
        case .foreignEntry: "An entry was written by a Belay whose runs this one does not understand."
        case .newer: "The journal was made by a newer Belay."
        case .notAJournal: "The file that should be the journal is something else."
        case .noFolder: "The folder that the journal belongs in does not exist."
        case .notPermitted: "The journal's file or folder may not be used by this user."
        case .openToOthers: "Every user of the machine may change the journal."
        case .readOnly: "The journal lies where nothing can be written."
        case .locked: "Another program keeps the journal locked."
        case .full: "There is no room left for the journal."
        case .shared: "The journal lies on a file system that several machines share."
        case .failed: "The journal's store failed."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .held: "Watch it with `belay status --watch`, or stop it: `belay pause` or `belay abort`."
        case .superseded: "Look at what the successor does: `belay status`."
        case .unknownRun: "List the runs with `belay history`."
        case .runExists: "Start again: every run gets a name of its own."
        case .runOver: "Look at it with `belay show`; what is to be done next needs a run of its own."
        case .tooLarge: "Have the step write less: long output belongs in a file that the step names."
        case .inboxFull: "See with `belay status` whether the run is alive; `belay resume` if it is not."
        case .damaged:
            "Touch nothing, keep a copy of the file for whoever looks into it, and name what is wrong with "
                + "`belay journal check`. Then put back the last `belay journal copy`, or move the file away "
                + "and the next update records what runs anew."
        case .foreignEntry: "Finish the run with the Belay that `belay history` names for it."
        case .newer: "Install the newer Belay, or name another journal with `--journal`."
        case .notAJournal: "Name the journal with `--journal sqlite:PATH`."
        case .noFolder: "Make the folder, or name another journal with `--journal`."
        case .notPermitted: "Run Belay as the owner, or have them let your group in."
        case .openToOthers: "Take the right away: `chmod o-w` on what is named."
        case .readOnly: "Make the file system writable, or name another journal with `--journal`."
        case .locked: "Find who has it open with `fuser -v`, and let that finish."
        case .full: "Free some space there, then `belay resume` what was under way."
        case .shared: "Name a journal on a local disk with `--journal`: locks do not hold across machines."
        case .failed: "Look at the machine's log for the disk, then `belay journal check`."
        }
    }
}

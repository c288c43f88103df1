package import Basis
internal import Updates

extension JournalError: Diagnosable {
    /// The error in words.
    package var diagnostic: Diagnostic {
        Diagnostic(code, what, at: .thing(location), why: why, remedy: remedy)
    }

    /// The stable code.
    package var code: JournalCode {
        switch problem {
        case .held: .held
        case .superseded: .superseded
        case .unknownRun: .unknownRun
        case .runExists: .runExists
        case .runOver: .runOver
        case .tooLarge: .tooLarge
        case .inboxFull: .inboxFull
        case .damaged: .damaged
        case .foreignEntry: .foreignEntry
        case .newer: .newer
        case .notAJournal: .notAJournal
        case .noFolder: .noFolder
        case .notPermitted: .notPermitted
        case .openToOthers: .openToOthers
        case .readOnly: .readOnly
        case .locked: .locked
        case .full: .full
        case .shared: .shared
        case .failed: .failed
        }
    }

    private var what: String {
        switch problem {
        case .held(let scope, let holder, let epoch, let run):
            "\(run.map { "run \($0)" } ?? "a run") is at work on \(scope): process \(holder.pid) "
                + "on \(holder.host), epoch \(epoch)"
        case .superseded(let claim, let epoch?):
            "the claim on \(claim.scope) with epoch \(claim.epoch) was superseded by epoch \(epoch)"
        case .superseded(let claim, nil):
            "the claim on \(claim.scope) with epoch \(claim.epoch) is no longer in the journal"
        case .unknownRun(let run): "there is no run \(run)"
        case .runExists(let run): "there is a run \(run) already"
        case .runOver(let run): "run \(run) has ended"
        case .tooLarge(let size, let limit): "an entry of \(size) was to be written, and \(limit) is the most"
        case .inboxFull(let run, let limit): "\(limit) requests wait for run \(run) already"
        case .damaged(let damage): "the journal is damaged: \(damage.words)"
        case .foreignEntry(let run, let sequence, _):
            "entry \(sequence) of run \(run) is nothing that this Belay understands"
        case .newer(let version, let known):
            "the journal is of version \(version), and this Belay knows versions up to \(known)"
        case .notAJournal: "this is not a journal of Belay"
        case .noFolder(let folder): "there is no folder \(folder)"
        case .notPermitted(let path, let owner?): "\(path) belongs to \(owner), and may not be used by us"
        case .notPermitted(let path, nil): "\(path) may not be used by us"
        case .openToOthers(let path): "every user of this machine may change \(path)"
        case .readOnly: "the journal cannot be written: it lies where nothing can be"
        case .locked(let patience): "the journal stayed locked for \(patience.text)"
        case .full(let needed?): "there is no room for the \(needed) that a run reserves"
        case .full(nil): "the journal's disk is full"
        case .shared(let kind): "the journal lies on \(kind), which several machines share"
        case .failed: "the journal's store failed"
        }
    }

    private var why: String? {
        switch problem {
        case .foreignEntry(_, _, let why), .failed(let why): why
        default: nil
        }
    }

    private var remedy: String? {
        guard case .held(_, _, _, let run?) = problem else { return nil }
        return "Watch it with `belay status --watch`, or ask it to stop: `belay pause \(run)` "
            + "or `belay abort \(run)`."
    }
}

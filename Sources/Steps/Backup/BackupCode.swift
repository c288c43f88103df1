internal import Basis

/// What can go wrong with backups.
package enum BackupCode: String, CaseIterable, DiagnosticCode {
    /// What is asked for.
    case noRules = "backup.no-rules"
    case unknownName = "backup.unknown-name"
    case unknownBackup = "backup.unknown-backup"
    case noneGood = "backup.none-good"
    case unusable = "backup.unusable"
    /// Making one.
    case dumpFailed = "backup.dump-failed"
    case noRoom = "backup.no-room"
    case unwritable = "backup.unwritable"
    case cannotStop = "backup.cannot-stop"
    /// What is found of one.
    case damaged = "backup.damaged"
    case cannotOpen = "backup.cannot-open"
    case tooOld = "backup.too-old"
    case odd = "backup.odd"
    /// Bringing one back.
    case restoreFailed = "backup.restore-failed"
    case cannotSwap = "backup.cannot-swap"
    case checkFailed = "backup.check-failed"
    /// Elsewhere.
    case badPlace = "backup.bad-place"
    case offsiteFailed = "backup.offsite-failed"
    case offsiteDiffers = "backup.offsite-differs"

    /// What the code means.
    package var summary: String {
        switch self {
        case .noRules: "The manifest does not say where backups go."
        case .unknownName: "A backup is to hold or give back something that is not in it or in the manifest."
        case .unknownBackup: "There is no backup of that name."
        case .noneGood: "There is no good backup."
        case .unusable: "What is to be backed up or restored is not described so that it could be."
        case .dumpFailed: "A database or a set of files could not be read to its end."
        case .noRoom: "The disk has no room for a backup."
        case .unwritable: "The folder of the backups cannot be read or written."
        case .cannotStop: "Services whose writes should stop during a backup cannot be stopped here."
        case .damaged: "A backup is not what was written."
        case .cannotOpen: "A backup is encrypted, and no key here opens it."
        case .tooOld: "The newest good backup is older than it may be."
        case .odd: "A backup is much larger or smaller than those before it."
        case .restoreFailed: "A backup could not be brought back; what is live was not touched."
        case .cannotSwap: "What was restored cannot take the place of what is live by itself."
        case .checkFailed: "A check of the manifest does not hold on what was restored."
        case .badPlace: "A place for backups is not written so that it could be reached."
        case .offsiteFailed: "A backup could not be copied to a further place; the one here is whole."
        case .offsiteDiffers: "What a further place gives back is not what was sent to it."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .noRules: "Add `backups: { to: /var/backups/NAME }` to the manifest."
        case .unknownName: "Correct the name; `belay backups` says what each backup holds."
        case .unknownBackup: "List them with `belay backups`."
        case .noneGood: "Make one with `belay backup`."
        case .unusable: "Complete its entry under `databases:` or `files:`."
        case .dumpFailed:
            "Read what its program said: most often a password, a name, or a server that is away."
        case .noRoom: "Free some room, keep fewer with `backups.keep`, or move `backups.to` to a larger disk."
        case .unwritable: "Correct the path, or the permissions of the folder."
        case .cannotStop: "Leave `quiesce:` out, or name services of this environment."
        case .damaged: "Use an older one (`belay backups`), and have the disk looked at."
        case .cannotOpen: "Give the secret of `backups.encrypt.identity` the key of one of its recipients."
        case .tooOld: "Look why none was made since: `belay history`, and what starts `belay backup`."
        case .odd: "Look at what the database holds before you rely on it."
        case .restoreFailed: "Read what its program said, put it right, and restore again."
        case .cannotSwap: "Restore it with `beside:`, and move what is needed by hand."
        case .checkFailed: "Look at the data: restore it with `beside:`, and run the check by hand."
        case .badPlace: "Write a folder, `sftp://USER@HOST/PATH` or `s3://BUCKET/PREFIX`."
        case .offsiteFailed: "Look whether the place can be reached, and run `belay backup` again."
        case .offsiteDiffers: "Have that place's disk or line looked at, and do not rely on its copy."
        }
    }
}

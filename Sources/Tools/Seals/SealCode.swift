internal import Basis

/// The stable codes of sealing and opening.
package enum SealCode: String, CaseIterable, DiagnosticCode {
    /// See `summary`.
    case notARecipient = "seals.not-a-recipient"
    /// See `summary`.
    case notAnIdentity = "seals.not-an-identity"
    /// See `summary`.
    case unusableLock = "seals.unusable-lock"
    /// See `summary`.
    case notSealed = "seals.not-sealed"
    /// See `summary`.
    case unknownVersion = "seals.unknown-version"
    /// See `summary`.
    case malformedHeader = "seals.malformed-header"
    /// See `summary`.
    case noMatch = "seals.no-match"
    /// See `summary`.
    case wrongPassphrase = "seals.wrong-passphrase"
    /// See `summary`.
    case workFactorTooHigh = "seals.work-factor-too-high"
    /// See `summary`.
    case forgedHeader = "seals.forged-header"
    /// See `summary`.
    case truncated = "seals.truncated"
    /// See `summary`.
    case trailingData = "seals.trailing-data"
    /// See `summary`.
    case corrupted = "seals.corrupted"
    /// See `summary`.
    case malformedArmor = "seals.malformed-armor"
    /// See `summary`.
    case outOfMemory = "seals.out-of-memory"
    /// See `summary`.
    case notAMasterKey = "seals.not-a-master-key"
    /// See `summary`.
    case notASealedText = "seals.not-a-sealed-text"
    /// See `summary`.
    case sealedElsewhere = "seals.sealed-elsewhere"

    /// What the code means.
    package var summary: String {
        switch self {
        case .notARecipient: "A text given as a recipient is no X25519 recipient of age."
        case .notAnIdentity: "A text given as an identity is no X25519 identity of age."
        case .unusableLock: "Nothing can be sealed with the recipients or the passphrase given."
        case .notSealed: "A file that is to be opened is not in the age format."
        case .unknownVersion: "An age file is written in a version of the format that is not known."
        case .malformedHeader: "The header of an age file breaks the rules of the format."
        case .noMatch: "An age file is sealed for none of the keys at hand."
        case .wrongPassphrase: "An age file is sealed with another passphrase."
        case .workFactorTooHigh: "Trying a passphrase would take more memory and time than is allowed."
        case .forgedHeader: "The header of an age file is not the one that was sealed."
        case .trailingData: "An age file goes on after the end of its content."
        case .truncated: "An age file ends before all of its content was read."
        case .corrupted: "The content of an age file is not the one that was sealed."
        case .malformedArmor: "The ASCII form of an age file breaks its rules."
        case .outOfMemory: "There is not enough memory to derive a key from a passphrase."
        case .notAMasterKey: "A text given as the key of an installation is none."
        case .notASealedText: "A text that is to be opened was never sealed."
        case .sealedElsewhere: "A text was sealed under another installation's key, or changed since."
        }
    }

    /// What to do next.
    package var remedy: String {
        switch self {
        case .notARecipient: "Give a recipient as `age-keygen -y` prints it: `age1…`, 62 characters."
        case .notAnIdentity: "Give an identity as `age-keygen` prints it: `AGE-SECRET-KEY-1…`, 74 characters."
        case .unusableLock: "Name at least one sound recipient, or a passphrase that is not empty."
        case .notSealed: "Check that this is the right file, and that it was not unpacked already."
        case .unknownVersion: "Open it with a newer `age`, and seal it again in version 1."
        case .malformedHeader: "Fetch the file again from where it was stored, or use another copy."
        case .noMatch:
            "Give the identity, or the passphrase, that belongs to the recipient it was sealed for."
        case .wrongPassphrase: "Give the passphrase that the file was sealed with."
        case .workFactorTooHigh: "If you trust the file, open it with `age` and seal it again."
        case .forgedHeader: "Do not use the file; fetch it again, or use another copy."
        case .trailingData: "Do not use the file; fetch it again, or use another copy."
        case .truncated: "Do not use what was read of it; fetch the file again, or use another copy."
        case .corrupted: "Do not use what was read of it; fetch the file again, or use another copy."
        case .malformedArmor: "Copy the text again, whole and unchanged, from its first dash to its last."
        case .outOfMemory: "Free some memory: opening needs 1 KiB times two to the power of the work factor."
        case .notAMasterKey: "Put the installation's key back from where you keep a copy of it."
        case .notASealedText: "Do not use it; find out who wrote it."
        case .sealedElsewhere: "Put back the key of the installation that wrote it, beside the journal."
        }
    }
}

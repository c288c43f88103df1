package import Basis

/// Why something could not be sealed or opened. No key and no passphrase is ever part of it.
package struct SealError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Flaw: Hashable, Sendable {
        /// The text is no `age1…` recipient.
        case notARecipient
        /// The text is no `AGE-SECRET-KEY-1…` identity.
        case notAnIdentity(line: Int?)
        /// There is nobody to seal for, there are too many, or the passphrase is empty.
        case unusableLock(why: String)
        /// The file is not in age's format at all.
        case notSealed
        /// The file is in a later version of the format.
        case unknownVersion(String)
        /// The header breaks the format's rules.
        case malformedHeader(why: String)
        /// None of the identities, or no passphrase, opens the file.
        case noMatch
        /// The passphrase does not open the file.
        case wrongPassphrase
        /// Trying the passphrase would need more memory than is allowed.
        case workFactorTooHigh(found: String, allowed: Int)
        /// The header is not the one that was sealed.
        case forgedHeader
        /// The file ends before its end.
        case truncated
        /// The file goes on after its end.
        case trailingData
        /// The content is not the one that was sealed, from this chunk on.
        case corrupted(chunk: UInt64)
        /// The ASCII form breaks its rules.
        case malformedArmor(line: Int, why: String)
        /// There is not enough memory to derive a key from a passphrase.
        case outOfMemory
        /// The text is no `BELAY-KEY-1…`.
        case notAMasterKey
        /// The text was not made by sealing.
        case notASealedText
        /// It was sealed under another key, or changed.
        case sealedElsewhere
    }

    /// What is wrong.
    package let flaw: Flaw
    /// What it is wrong with: the name that the caller gave.
    package let subject: String
}

extension SealError: Diagnosable {
    /// The error in words.
    package var diagnostic: Diagnostic {
        Diagnostic(code, what, at: .thing(subject))
    }

    /// The stable code.
    package var code: SealCode {
        switch flaw {
        case .notARecipient: .notARecipient
        case .notAnIdentity: .notAnIdentity
        case .unusableLock: .unusableLock
        case .notSealed: .notSealed
        case .unknownVersion: .unknownVersion
        case .malformedHeader: .malformedHeader
        case .noMatch: .noMatch
        case .wrongPassphrase: .wrongPassphrase
        case .workFactorTooHigh: .workFactorTooHigh
        case .forgedHeader: .forgedHeader
        case .truncated: .truncated
        case .trailingData: .trailingData
        case .corrupted: .corrupted
        case .malformedArmor: .malformedArmor
        case .outOfMemory: .outOfMemory
        case .notAMasterKey: .notAMasterKey
        case .notASealedText: .notASealedText
        case .sealedElsewhere: .sealedElsewhere
        }
    }

    private var what: String {
        switch flaw {
        case .notARecipient: "this is not an age recipient"
        case .notAnIdentity(nil): "this is not an age identity"
        case .notAnIdentity(let line?): "line \(line) is not an age identity"
        case .unusableLock(let why): "nothing can be sealed: \(why)"
        case .notSealed: "this is not an age file"
        case .unknownVersion(let version): "this age file is of version \(version), and only v1 is known"
        case .malformedHeader(let why): "the header of the age file is malformed: \(why)"
        case .noMatch: "the file is sealed for none of the keys at hand"
        case .wrongPassphrase: "the passphrase does not open the file"
        case .workFactorTooHigh(let found, let allowed):
            "the passphrase's work factor is \(found), and at most \(allowed) is allowed"
        case .forgedHeader: "the header of the age file was changed after it was sealed"
        case .truncated: "the age file ends too early"
        case .trailingData: "the age file goes on after its end"
        case .corrupted(let chunk): "the content of the age file is damaged in chunk \(chunk)"
        case .malformedArmor(let line, let why): "line \(line) of the ASCII form is malformed: \(why)"
        case .outOfMemory: "there is not enough memory to derive a key from the passphrase"
        case .notAMasterKey: "this is not the key of an installation"
        case .notASealedText: "this is not a sealed text"
        case .sealedElsewhere: "the text was sealed under another key, or changed since"
        }
    }
}

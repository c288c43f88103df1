import Basis

/// The stable codes of this module.
package enum GitCode: String, DiagnosticCode {
    /// See `summary`.
    case badAddress = "git.bad-address"
    /// See `summary`.
    case noSuchRepository = "git.no-such-repository"
    /// See `summary`.
    case moved = "git.moved"
    /// See `summary`.
    case authenticationFailed = "git.authentication-failed"
    /// See `summary`.
    case credentialsUnusable = "git.credentials-unusable"
    /// See `summary`.
    case hostUnknown = "git.host-unknown"
    /// See `summary`.
    case hostKeyChanged = "git.host-key-changed"
    /// See `summary`.
    case hostKeyRevoked = "git.host-key-revoked"
    /// See `summary`.
    case certificateRefused = "git.certificate-refused"
    /// See `summary`.
    case unreachable = "git.unreachable"
    /// See `summary`.
    case noSuchTag = "git.no-such-tag"
    /// See `summary`.
    case noSuchBranch = "git.no-such-branch"
    /// See `summary`.
    case noSuchCommit = "git.no-such-commit"
    /// See `summary`.
    case noSuchPath = "git.no-such-path"
    /// See `summary`.
    case ambiguous = "git.ambiguous"
    /// See `summary`.
    case corrupt = "git.corrupt"
    /// See `summary`.
    case diskFull = "git.disk-full"
    /// See `summary`.
    case unwritable = "git.unwritable"
    /// See `summary`.
    case timedOut = "git.timed-out"
    /// See `summary`.
    case cancelled = "git.cancelled"
    /// See `summary`.
    case busy = "git.busy"
    /// See `summary`.
    case lockHeld = "git.lock-held"
    /// See `summary`.
    case notOwned = "git.not-owned"
    /// See `summary`.
    case unsafePath = "git.unsafe-path"
    /// See `summary`.
    case submodules = "git.submodules"
    /// See `summary`.
    case tooLarge = "git.too-large"
    /// See `summary`.
    case verifierFailed = "git.verifier-failed"
    /// See `summary`.
    case library = "git.library"

    /// What the code means, in one sentence.
    package var summary: String { words.summary }

    /// What the reader can do next, whatever the particular case.
    package var remedy: String { words.remedy }
}

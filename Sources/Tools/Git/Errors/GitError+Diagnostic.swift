package import Basis

extension GitError: Diagnosable {
    /// The error as a diagnostic.
    package var diagnostic: Diagnostic {
        onReaching ?? onHosts ?? onNames ?? onTheClone ?? onTheRest
    }

    private var onReaching: Diagnostic? {
        switch self {
        case .badAddress(let shown, let why):
            Diagnostic(GitCode.badAddress, "the address cannot be used", at: .thing(shown), why: why)
        case .noSuchRepository(let place, let why):
            Diagnostic(GitCode.noSuchRepository, "there is no repository here", at: .thing(place), why: why)
        case .moved(let place, let to):
            Diagnostic(GitCode.moved, "the server redirects us", at: .thing(place), why: "to \(to)")
        case .authenticationFailed(let place, let tried, let why):
            Diagnostic(
                GitCode.authenticationFailed,
                "the other side did not let us in; tried: "
                    + (tried.isEmpty ? "nothing" : tried.joined(separator: ", ")),
                at: .thing(place), why: why)
        case .credentialsUnusable(let what, let why):
            Diagnostic(
                GitCode.credentialsUnusable, "the credentials cannot be used", at: .thing(what), why: why)
        case .certificateRefused(let place, let why):
            Diagnostic(GitCode.certificateRefused, "the certificate was refused", at: .thing(place), why: why)
        case .unreachable(let place, let why):
            Diagnostic(
                GitCode.unreachable, "the other side did not answer as a git server", at: .thing(place),
                why: why)
        default: nil
        }
    }

    private var onHosts: Diagnostic? {
        switch self {
        case .hostUnknown(let key, let files):
            Diagnostic(
                GitCode.hostUnknown, "the host's \(key.type) key \(key.fingerprint) is not known",
                at: .thing(key.name),
                why: files.isEmpty
                    ? "no known_hosts file was named"
                    : "not listed in "
                        + files.joined(separator: ", "),
                remedy:
                    "compare the fingerprint with the one its owner publishes, then add this line to "
                    + "\(files.first ?? "a known_hosts file"): \(key.line)")
        case .hostKeyChanged(let key, let known):
            Diagnostic(
                GitCode.hostKeyChanged, "the host now shows the \(key.type) key \(key.fingerprint)",
                at: .thing(key.name), why: "known are: " + known.map(\.description).joined(separator: "; "),
                remedy: "ask the host's owner whether its key was changed; only then remove "
                    + known.map(\.place).joined(separator: " and ") + ", and add: \(key.line)")
        case .hostKeyRevoked(let key, let source):
            Diagnostic(
                GitCode.hostKeyRevoked, "the host shows the revoked \(key.type) key \(key.fingerprint)",
                at: .thing(key.name), why: "\(source.place) revokes it")
        default: nil
        }
    }

    private var onNames: Diagnostic? {
        switch self {
        case .noSuchTag(let name, let nearest, let place):
            Diagnostic(
                GitCode.noSuchTag, "there is no tag \(name)", at: .thing(place),
                remedy: nearest.map { "did you mean \($0)?" })
        case .noSuchBranch(let name, let nearest, let place):
            Diagnostic(
                GitCode.noSuchBranch, "there is no branch \(name)", at: .thing(place),
                remedy: nearest.map { "did you mean \($0)?" })
        case .noSuchCommit(let name, let place):
            Diagnostic(GitCode.noSuchCommit, "there is no commit \(name)", at: .thing(place))
        case .noSuchPath(let path, let commit, let why):
            Diagnostic(GitCode.noSuchPath, "cannot read \(path)", at: .thing("commit \(commit)"), why: why)
        case .ambiguous(let name, let place, let why):
            Diagnostic(GitCode.ambiguous, "\(name) fits more than one thing", at: .thing(place), why: why)
        default: nil
        }
    }

    private var onTheClone: Diagnostic? {
        switch self {
        case .corrupt(let place, let why):
            Diagnostic(GitCode.corrupt, "the repository cannot be read", at: .thing(place), why: why)
        case .diskFull(let place, let why):
            Diagnostic(GitCode.diskFull, "there is no space left", at: .thing(place), why: why)
        case .unwritable(let path, let why):
            Diagnostic(GitCode.unwritable, "the file system refused", at: .thing(path), why: why)
        case .busy(let place, let holder):
            Diagnostic(GitCode.busy, "another process holds the clone", at: .thing(place), why: holder)
        case .lockHeld(let place, let why):
            Diagnostic(GitCode.lockHeld, "a name in the clone is locked", at: .thing(place), why: why)
        case .notOwned(let place, let why):
            Diagnostic(
                GitCode.notOwned, "the repository belongs to another user", at: .thing(place), why: why)
        default: nil
        }
    }

    private var onTheRest: Diagnostic {
        switch self {
        case .timedOut(let phase, let place):
            Diagnostic(GitCode.timedOut, "out of time while \(phase.rawValue)", at: .thing(place))
        case .cancelled(let phase, let place):
            Diagnostic(GitCode.cancelled, "cancelled while \(phase.rawValue)", at: .thing(place))
        case .unsafePath(let path, let commit, let why):
            Diagnostic(
                GitCode.unsafePath, "\(path) must not be written", at: .thing("commit \(commit)"), why: why)
        case .submodules(let submodules, let commit): GitError.diagnostic(of: submodules, commit: commit)
        case .tooLarge(let what, let limit):
            Diagnostic(GitCode.tooLarge, "\(what) is larger than \(limit)", at: .thing(what))
        case .verifierFailed(let program, let why):
            Diagnostic(
                GitCode.verifierFailed, "the signature could not be checked", at: .thing(program), why: why)
        case .library(let code, let place, let why):
            Diagnostic(GitCode.library, "libgit2 reported error \(code)", at: .thing(place), why: why)
        default: Diagnostic(GitCode.library, "libgit2 failed", at: .thing("git"))
        }
    }

    private static func diagnostic(of submodules: [Submodule], commit: ObjectID) -> Diagnostic {
        let named = submodules.map { module in
            "\(module.path)\(module.line.map { " (.gitmodules line \($0))" } ?? " (not in .gitmodules)")"
        }
        return Diagnostic(
            GitCode.submodules, "submodules are not checked out: \(named.joined(separator: ", "))",
            at: .thing("commit \(commit)"))
    }
}

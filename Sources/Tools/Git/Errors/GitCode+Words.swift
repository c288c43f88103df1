extension GitCode {
    var words: (summary: String, remedy: String) {
        switch self {
        case .badAddress, .noSuchRepository, .unreachable, .authenticationFailed, .credentialsUnusable,
            .certificateRefused, .moved:
            wordsOnReaching
        case .hostUnknown, .hostKeyChanged, .hostKeyRevoked: wordsOnHosts
        case .noSuchTag, .noSuchBranch, .noSuchCommit, .noSuchPath, .ambiguous: wordsOnNames
        case .corrupt, .diskFull, .unwritable, .busy, .lockHeld, .notOwned: wordsOnTheClone
        case .timedOut, .cancelled, .unsafePath, .submodules, .tooLarge, .verifierFailed, .library:
            wordsOnTheRest
        }
    }

    private var wordsOnReaching: (summary: String, remedy: String) {
        switch self {
        case .badAddress:
            (
                "The address of a repository cannot be used.",
                "Write an absolute path, an https:// or ssh:// URL, or user@host:path."
            )
        case .noSuchRepository:
            (
                "There is no repository at the address, or none that these credentials may see.",
                "Check the address by hand with `git ls-remote`, and that the credentials may read it."
            )
        case .moved:
            (
                "The server says that the repository is elsewhere; nobody is followed to an unnamed place.",
                "Make sure that the new address is the right one, then write it in place of the old one."
            )
        case .authenticationFailed:
            (
                "The other side did not accept the credentials.",
                "Check that the token or key is current and may read this repository."
            )
        case .credentialsUnusable:
            (
                "A key, passphrase or agent could not be used.",
                "Check that the key file exists, is a private key, and its passphrase right; ed25519 is best."
            )
        case .certificateRefused:
            (
                "The server's certificate was refused.",
                "If the server uses a private authority, name its certificate file as trusted."
            )
        default:
            (
                "The other side could not be reached or did not answer as a git server does.",
                "Check the host, the port and the network from this machine; then run the same command again."
            )
        }
    }

    private var wordsOnHosts: (summary: String, remedy: String) {
        switch self {
        case .hostUnknown:
            (
                "The ssh host is in no known_hosts file, so nothing proves who answers.",
                "Compare the fingerprint with the one that the host's owner publishes, then add the line."
            )
        case .hostKeyChanged:
            (
                "The ssh host shows another key than the known one: it was reinstalled, or somebody listens.",
                "Ask the host's owner; only then remove the old line from known_hosts and add the new one."
            )
        default:
            (
                "The ssh host shows a key that is marked as revoked.",
                "Do not connect. Ask the host's owner for its new key."
            )
        }
    }

    private var wordsOnNames: (summary: String, remedy: String) {
        switch self {
        case .noSuchTag:
            ("There is no such tag.", "Check the spelling, and that the tag has been pushed; then fetch.")
        case .noSuchBranch:
            ("There is no such branch.", "Check the spelling, and that it has been pushed; then fetch.")
        case .noSuchCommit:
            (
                "There is no such commit in the clone.",
                "Fetch, and check that the commit is on a branch or tag upstream."
            )
        case .noSuchPath:
            (
                "The commit holds nothing of that kind at the path.",
                "List the directory above it at this commit."
            )
        default:
            (
                "The name fits more than one thing.",
                "Write the whole commit id, or refs/tags/NAME or refs/heads/NAME."
            )
        }
    }

    private var wordsOnTheClone: (summary: String, remedy: String) {
        switch self {
        case .corrupt:
            (
                "The repository is damaged or is not one.",
                "Move the directory away and fetch again: a clone holds nothing that upstream does not."
            )
        case .diskFull:
            ("There is no space left.", "Make room on the file system, then run the same command again.")
        case .unwritable:
            (
                "A file or directory could not be written or read.",
                "Check its owner, its mode and the file system."
            )
        case .busy:
            (
                "Another process is fetching into the same clone.",
                "Wait for it, or end it if it is not wanted; the lock goes with it."
            )
        case .lockHeld:
            (
                "The lock file of a name is held by somebody else.",
                "See that no other program works in the clone, then run the same command again."
            )
        default:
            (
                "The repository belongs to another user, whose settings must not reach us.",
                "Run as its owner, give it to the running user with chown, or fetch it over ssh or https."
            )
        }
    }

    private var wordsOnTheRest: (summary: String, remedy: String) {
        switch self {
        case .timedOut:
            (
                "It was not done in time.",
                "Check the network and the other side, or allow more time; then run it again."
            )
        case .cancelled: ("It was cancelled.", "Run the same command again: what came so far does no harm.")
        case .unsafePath:
            (
                "The tree holds a path or link that could write or point outside of its directory.",
                "Do not use this commit. Find out who made it, and have the entry removed upstream."
            )
        case .submodules:
            (
                "The tree holds submodules, which are not checked out.",
                "Put the files into the repository itself, or build from images that already hold them."
            )
        case .tooLarge:
            ("Something is larger than allowed.", "Read a smaller file, or have it made smaller upstream.")
        case .verifierFailed:
            (
                "The program that checks signatures did not work.",
                "Install openssh-client and gnupg, and check that the trust file can be read."
            )
        default:
            (
                "libgit2 reported something that has no code of its own.",
                "Read its own words beside this; if it happens again, report it with them."
            )
        }
    }
}

import Basis

/// Everything that can go wrong with a clone, as data.
package enum GitError: Error, Hashable, Sendable {
    /// The address cannot be used; `shown` holds no user information.
    case badAddress(shown: String, why: String)
    /// There is no repository there, or none that we may see.
    case noSuchRepository(place: String, why: String)
    /// The other side did not let us in; `tried` says with what.
    case authenticationFailed(place: String, tried: [String], why: String)
    /// A key, a passphrase or an agent could not be used on our side.
    case credentialsUnusable(what: String, why: String)
    /// No known_hosts file lists the host.
    case hostUnknown(HostKey, files: [String])
    /// The host shows another key than the one that is known.
    case hostKeyChanged(HostKey, known: [KnownHosts.Source])
    /// The host shows a key that a known_hosts file marks as revoked.
    case hostKeyRevoked(HostKey, at: KnownHosts.Source)
    /// The server's certificate is not believed.
    case certificateRefused(place: String, why: String)
    /// The server sends us elsewhere; `to` is its own word, without user information.
    case moved(place: String, to: String)
    /// The other side could not be reached, or stopped answering sensibly.
    case unreachable(place: String, why: String)
    /// There is no tag of this name.
    case noSuchTag(String, nearest: String?, place: String)
    /// There is no branch of this name.
    case noSuchBranch(String, nearest: String?, place: String)
    /// There is no such commit.
    case noSuchCommit(String, place: String)
    /// The commit has no such path, or it is not what was asked for.
    case noSuchPath(String, commit: ObjectID, why: String)
    /// The abbreviation fits several objects, or the name both a tag and a branch.
    case ambiguous(String, place: String, why: String)
    /// Objects or names in the repository cannot be read.
    case corrupt(place: String, why: String)
    /// There is no room left.
    case diskFull(place: String, why: String)
    /// A file or directory on our side refused us.
    case unwritable(path: String, why: String)
    /// The time was over during this phase.
    case timedOut(Phase, place: String)
    /// The task was cancelled during this phase.
    case cancelled(Phase, place: String)
    /// Another process held the clone for as long as we were willing to wait.
    case busy(place: String, holder: String)
    /// Somebody else holds the lock file of a name in the clone.
    case lockHeld(place: String, why: String)
    /// The repository belongs to another user.
    case notOwned(place: String, why: String)
    /// A path or link in the tree must not be written.
    case unsafePath(String, commit: ObjectID, why: String)
    /// The tree holds submodules, which are not checked out.
    case submodules([Submodule], commit: ObjectID)
    /// Something is larger than the reader was willing to take.
    case tooLarge(what: String, limit: String)
    /// The program that checks signatures could not be run or understood.
    case verifierFailed(program: String, why: String)
    /// Anything else that libgit2 reports, in its own words.
    case library(code: Int32, place: String, why: String)
}

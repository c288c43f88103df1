package import Basis
package import Updates

/// Why a journal does not do what it was asked to. Whoever meets one has not written anything.
package struct JournalError: Error, Hashable, Sendable {
    /// What is in the way.
    package enum Problem: Hashable, Sendable {
        /// A living holder has the claim, and this is its open run, if it has begun one.
        case held(Scope, by: Holder, epoch: Epoch, run: RunID?)
        /// The claim is no longer ours: another has this epoch, or nobody has any.
        case superseded(Claim, by: Epoch?)
        /// No run has that name.
        case unknownRun(RunID)
        /// A run has that name already.
        case runExists(RunID)
        /// The run is over: nothing is added to it.
        case runOver(RunID)
        /// An entry is larger than an entry may be.
        case tooLarge(ByteCount, limit: ByteCount)
        /// The inbox of a run is full.
        case inboxFull(RunID, limit: Int)
        /// What is written there is not what was written.
        case damaged(JournalDamage)
        /// Another Belay understands this entry.
        case foreignEntry(RunID, sequence: Int, why: String)
        /// A newer Belay made it.
        case newer(version: Int, known: Int)
        /// It is a file of something else.
        case notAJournal
        /// The folder of it does not exist.
        case noFolder(String)
        /// The file or its folder may not be used by us; the owner is named where that is known.
        case notPermitted(String, owner: String?)
        /// Anybody on the machine may change it.
        case openToOthers(String)
        /// The file system takes no writes.
        case readOnly
        /// Somebody else keeps it locked for longer than we wait.
        case locked(after: Duration)
        /// The disk is full, or has no room for what a run reserves.
        case full(needed: ByteCount?)
        /// It lies on a file system that several machines share, where locks do not hold.
        case shared(String)
        /// The store fails in a way of its own, in its own words.
        case failed(String)
    }

    /// What is in the way.
    package let problem: Problem
    /// Which journal, as a person would name it.
    package let location: String

    /// An error at a journal.
    package init(_ problem: Problem, at location: String) {
        (self.problem, self.location) = (problem, location)
    }
}

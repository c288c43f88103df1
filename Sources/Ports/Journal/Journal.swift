package import Updates

/// What remembers runs, durably: when a call has returned, the thing is on the disk.
///
/// One writer: whoever holds the claim. Everything that a holder writes names its claim, and a claim that was
/// superseded writes nothing any more. What goes wrong is thrown as `JournalError`, and then nothing was
/// written.
package protocol Journal: Sendable {
    /// Where it is kept, as a person would name it.
    var location: String { get }

    /// Takes the claim on an application's environment, if nobody has it or its holder is gone: the renewals
    /// stopped for `timeToLive`, or, on the same boot, its process is dead. Throws `held` if it is alive.
    ///
    /// The epoch is one more than the highest that this journal or, as told by `epoch`, the target has seen.
    func claim(_ scope: Scope, by holder: Holder, after epoch: Epoch?, timeToLive: Duration)
        async throws -> Claim

    /// Says that the holder is alive. Throws `superseded` if the claim was lost.
    func renew(_ claim: Claim) async throws

    /// Gives the claim back. One that was lost already is none of ours to give: then nothing happens.
    func release(_ claim: Claim) async throws

    /// Opens a run and writes its first entry.
    func begin(_ opening: RunOpening, under claim: Claim) async throws

    /// Appends to a run, and notes how the run stands once the event has happened.
    @discardableResult
    func append(
        _ event: RunEvent, leaving standing: Standing, to run: RunID, under claim: Claim
    ) async throws -> Entry

    /// A run from its first entry, with the chain verified.
    func opening(of run: RunID) async throws -> RunOpening

    /// The entries of a run after a sequence number, oldest first.
    func entries(of run: RunID, after sequence: Int) async throws -> [Entry]

    /// Runs of a scope, or of all, newest first.
    func runs(of scope: Scope?, limit: Int) async throws -> [RunSummary]

    /// Writes a release down, or what became of it.
    func record(_ release: ReleaseRecord, under claim: Claim) async throws

    /// The releases of a scope, newest first.
    func releases(of scope: Scope) async throws -> [ReleaseRecord]

    /// Leaves a request for whoever holds the claim.
    func post(_ request: Request, by requester: Requester, to run: RunID) async throws

    /// The requests for a run that its entries do not answer yet, oldest first.
    func requests(for run: RunID, after sequence: Int) async throws -> [PostedRequest]
}

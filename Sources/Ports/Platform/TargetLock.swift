package import Updates

/// The claim on the target itself, so that two machines with two journals exclude each other.
package protocol TargetLock: Sendable {
    /// Takes the claim, with an epoch above every one that the target has seen and above `epoch`. Waits out a
    /// holder whose renewals stopped. Throws if a living holder has it.
    func claim(_ scope: Scope, by holder: Holder, after epoch: Epoch?, timeToLive: Duration)
        async throws -> Claim

    /// Says that the holder is alive. Throws `Standstill.fenced` if the claim is gone or was superseded.
    func renew(_ claim: Claim) async throws

    /// Gives the claim back, with everything that renewals left.
    func release(_ claim: Claim) async throws

    /// Writes down which run is open, for a stranger; nil when none is any more.
    func mark(_ run: RunMark?, under claim: Claim) async throws

    /// Writes down which release was committed last, for a stranger.
    func mark(_ release: ReleaseMark, under claim: Claim) async throws
}

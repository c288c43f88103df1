internal import Basis
internal import Ports
internal import Updates

/// Both claims of a run: in the journal, and on the target.
struct Claims {
    let journal: Claim
    let lock: Claim
    let lease: Lease

    /// The epoch that acts carry: the target has seen no higher one.
    var epoch: Epoch { lock.epoch }
}

extension Driver {
    /// Does the work under both claims, and gives them back however it ends.
    ///
    /// The journal comes first: it is near, and knows the epochs of this machine. The target's epoch is above
    /// it and above everything that the target has seen.
    func claiming(_ scope: Scope, _ work: (Claims) async throws -> RunEnding) async throws -> RunEnding {
        let began = time.uptime
        let own = try await journal.claim(scope, by: holder, after: nil, timeToLive: timeToLive)
        let target: Claim
        do {
            target = try await lock.claim(scope, by: holder, after: own.epoch, timeToLive: timeToLive)
        } catch {
            await besides("the claim in the journal could not be given back") {
                try await journal.release(own)
            }
            throw error
        }
        let lease = Lease(for: timeToLive, since: began, by: time)
        let claims = Claims(journal: own, lock: target, lease: lease)
        do {
            // Taking the target's claim may have waited out a dead holder for longer than our own one lasts.
            try await renew(claims)
            let ending = try await work(claims)
            await release(claims)
            return ending
        } catch {
            await release(claims)
            throw error
        }
    }

    func renew(_ claims: Claims) async throws {
        let began = time.uptime
        try await journal.renew(claims.journal)
        try await lock.renew(claims.lock)
        claims.lease.renewed(at: began)
    }

    /// Does what a run can do without; when it fails, that is said.
    func besides(_ what: String, _ work: () async throws -> Void) async {
        do { try await work() } catch { observer.warned(Diagnostic(besides: what, error)) }
    }

    private func release(_ claims: Claims) async {
        await besides("the claim on the target could not be given back") {
            try await lock.release(claims.lock)
        }
        await besides("the claim in the journal could not be given back") {
            try await journal.release(claims.journal)
        }
    }
}

extension Diagnostic {
    /// What did not work beside the steps.
    init(besides what: String, _ error: any Error) {
        let known = (error as? any Diagnosable)?.diagnostic
        self.init(
            EngineCode.besides, what, at: .thing("the run"), why: known?.what ?? "\(error)",
            remedy: known?.remedy, severity: .warning)
    }
}

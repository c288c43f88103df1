internal import Basis
package import Ports
package import Updates

extension SQLiteJournal {
    // Somebody else takes or renews the claim between our look and our act; that does not go on for ever.
    private static let attemptsMax = 20

    /// Takes the claim, if nobody has it or its holder is gone.
    package func claim(
        _ scope: Scope, by holder: Holder, after epoch: Epoch?, timeToLive: Duration
    ) async throws -> Claim {
        // First the room: without it nothing must begin.
        try ballast.keep(for: scope)
        let encoded = try CanonicalJSON.encode(holder, at: location)
        for _ in 0..<SQLiteJournal.attemptsMax {
            let seen = try await store.read { database throws(JournalError) in
                try ClaimRow.of(scope, in: database)
            }
            if let seen, let other = seen.holder {
                try await makeSure(of: other, seen, for: holder, in: scope)
            }
            let taken = try await store.write { database throws(JournalError) in
                try Claims(database: database).take(
                    scope, by: holder, encoded: encoded, from: seen, after: epoch, patience: timeToLive,
                    at: SQLiteJournal.uptime)
            }
            if let taken { return taken }
        }
        throw JournalError(.locked(after: Database.patience), at: location)
    }

    /// Says that the holder is alive.
    package func renew(_ claim: Claim) async throws {
        try await store.write { database throws(JournalError) in
            try Claims(database: database).renew(claim, at: SQLiteJournal.uptime)
        }
    }

    /// Gives the claim back.
    package func release(_ claim: Claim) async throws {
        let wasOurs = try await store.write { database throws(JournalError) in
            try Claims(database: database).release(claim)
        }
        if wasOurs { ballast.giveBack(for: claim.scope) }
    }

    /// Throws `held` unless the holder is gone.
    private func makeSure(
        of other: Holder, _ seen: ClaimRow, for successor: Holder, in scope: Scope
    ) async throws {
        let judgement = HolderJudgement(
            row: seen, holder: other, successor: successor, uptime: SQLiteJournal.uptime)
        switch await judgement.verdict() {
        case .gone: return
        case .alive: try await refuse(scope, other, seen)
        case .unsure(let patience):
            try await Task.sleep(for: patience)
            let now = try await store.read { database throws(JournalError) in
                try ClaimRow.of(scope, in: database)
            }
            if now != seen { try await refuse(scope, other, seen) }
        }
    }

    private func refuse(_ scope: Scope, _ holder: Holder, _ row: ClaimRow) async throws -> Never {
        let open = try await runs(of: scope, limit: 1).first { $0.standing.isOpen }
        throw JournalError(
            .held(scope, by: holder, epoch: Epoch(row.epoch), run: open?.run), at: location)
    }
}

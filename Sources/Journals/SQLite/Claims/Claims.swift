internal import Basis
internal import Ports
internal import Updates

/// The claims in a database. Every act on them is one transaction.
struct Claims {
    let database: Database

    /// Throws unless the claim is the one in force: to be asked in the transaction that writes under it.
    func prove(_ claim: Claim) throws(JournalError) {
        let found = try database.first(
            "SELECT epoch, nonce FROM claims WHERE app = ? AND environment = ?", scope(claim.scope)
        ) { row in (row.integer(0), row.optionalText(1)) }
        guard let (epoch, nonce) = found, epoch == claim.epoch.number, nonce == claim.holder.nonce else {
            throw superseded(claim, by: found?.0)
        }
    }

    /// Takes a claim that still stands as it was seen; nil if it does not.
    func take(
        _ scope: Scope, by holder: Holder, encoded: [UInt8], from seen: ClaimRow?, after epoch: Epoch?,
        patience: Duration, at uptime: Int64
    ) throws(JournalError) -> Claim? {
        guard try ClaimRow.of(scope, in: database) == seen else { return nil }
        let next = 1 + max(seen?.epoch ?? 0, epoch?.number ?? 0)
        try database.run(
            """
            INSERT INTO claims (app, environment, epoch, holder, nonce, patience, beat, renewed)
            VALUES (?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO UPDATE SET epoch = excluded.epoch,
            holder = excluded.holder, nonce = excluded.nonce, patience = excluded.patience, beat = 0,
            renewed = excluded.renewed
            """,
            self.scope(scope) + [
                .integer(next), .text(encoded), .text(holder.nonce), .integer(patience.inMilliseconds),
                .integer(uptime),
            ])
        return Claim(scope: scope, holder: holder, epoch: Epoch(next))
    }

    /// Says that the holder is alive.
    func renew(_ claim: Claim, at uptime: Int64) throws(JournalError) {
        try prove(claim)
        try database.run(
            "UPDATE claims SET beat = beat + 1, renewed = ? WHERE app = ? AND environment = ?",
            [.integer(uptime)] + scope(claim.scope))
    }

    /// Gives the claim back; false if it was not ours any more.
    func release(_ claim: Claim) throws(JournalError) -> Bool {
        try database.run(
            """
            UPDATE claims SET holder = NULL, nonce = NULL
            WHERE app = ? AND environment = ? AND epoch = ? AND nonce = ?
            """, scope(claim.scope) + [.integer(claim.epoch.number), .text(claim.holder.nonce)]) == 1
    }

    private func scope(_ scope: Scope) -> [SQLValue] { [.text(scope.app), .text(scope.environment)] }

    private func superseded(_ claim: Claim, by epoch: Int?) -> JournalError {
        let other = epoch.flatMap { $0 == claim.epoch.number ? nil : Epoch($0) }
        return JournalError(.superseded(claim, by: other), at: database.location)
    }
}

extension Duration {
    /// Whole milliseconds.
    var inMilliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}

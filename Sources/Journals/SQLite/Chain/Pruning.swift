internal import Basis
internal import Ports
internal import Updates

/// Taking the beginning of the chain away, in one transaction.
struct Pruning {
    /// How many committed releases of a scope stay: as many as keep their images.
    private static let committedMax = 3

    let database: Database
    let moment: Int64
    let now: Int64
    let requester: String
    let signer: any CheckpointSigner

    /// Takes away what can be.
    func prune() throws(JournalError) -> JournalPruning {
        let through = try end()
        let chain = Chain(database: database)
        let hash = try database.first("SELECT hash FROM entries WHERE number = ?", [.integer(through)]) {
            row in row.bytes(0)
        }
        guard let hash else { return JournalPruning(entries: 0, runs: 0, releases: 0) }
        let releases = try keepReleases(through: through, in: chain)
        let behind = [SQLValue.integer(through)]
        let entries = try count("SELECT count(*) FROM entries WHERE number <= ?", behind)
        let runs = try count("SELECT count(*) FROM runs WHERE last <= ?", behind)
        let body = try CanonicalJSON.encode(
            Checkpoint.Body(by: requester, entries: entries, runs: runs, time: now), at: database.location)
        try Checkpoint(through: through, hash: hash, body: body, signedWith: signer).write(to: database)
        try database.run("DELETE FROM entries WHERE number <= ?", behind)
        try database.run("DELETE FROM releases WHERE number <= ?", behind)
        try database.run("DELETE FROM inbox WHERE run IN (SELECT run FROM runs WHERE last <= ?)", behind)
        try database.run("DELETE FROM runs WHERE last <= ?", behind)
        return JournalPruning(entries: entries, runs: runs, releases: releases)
    }

    /// The last entry that goes: before it nothing is open and nothing is young, and it cuts no run in two.
    private func end() throws(JournalError) -> Int {
        let over = Standing.allCases.filter { !$0.isOpen }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let stays = try database.first(
            """
            SELECT min(number) FROM (SELECT min(number) AS number FROM entries WHERE time >= ?
            UNION SELECT min(first) FROM runs WHERE latest >= ? OR standing NOT IN (\(over)))
            """, [.integer(moment), .integer(moment)]
        ) { row in row.optionalInteger(0) }
        var end = try Chain(database: database).head().number
        if let stays = stays ?? nil { end = stays - 1 }
        while true {
            let cut = try database.first(
                "SELECT min(first) FROM runs WHERE first <= ? AND last > ?", [.integer(end), .integer(end)]
            ) { row in row.optionalInteger(0) }
            guard let first = cut ?? nil else { return end }
            end = first - 1
        }
    }

    /// Writes the releases again that must outlive their entries, oldest first: the last committed ones of a
    /// scope, and the refusals that nothing later took back.
    private func keepReleases(through: Int, in chain: Chain) throws(JournalError) -> Int {
        let entries = try database.all(
            """
            SELECT \(ChainedEntry.columns) FROM entries WHERE number IN (SELECT number FROM releases)
            ORDER BY number DESC
            """
        ) { row in ChainedEntry(row) }
        var committed: [Scope: Int] = [:]
        var judged: Set<String> = []
        var kept: [(entry: ChainedEntry, scope: Scope)] = []
        for entry in entries {
            guard entry.isSound, case .success(let body) = CanonicalJSON.decode(ReleaseBody.self, entry.body)
            else { throw chain.damage(.changed(entry.number)) }
            let (scope, release) = (body.scope, body.release)
            let name = "\(scope.app)\0\(scope.environment)\0\(release.release.version)"
            let isLatest = judged.insert(name).inserted
            let isNeeded: Bool
            switch release.outcome {
            case .committed:
                committed[scope, default: 0] += 1
                isNeeded = committed[scope, default: 0] <= Pruning.committedMax
            case .refused: isNeeded = isLatest
            }
            if isNeeded, entry.number <= through { kept.append((entry, scope)) }
        }
        for (entry, scope) in kept.reversed() {
            let number = try chain.add(
                .release, of: String(decoding: entry.run, as: UTF8.self), sequence: nil, time: now,
                body: entry.body)
            try database.run(
                "INSERT INTO releases (number, app, environment) VALUES (?, ?, ?)",
                [.integer(number), .text(scope.app), .text(scope.environment)])
        }
        return kept.count
    }

    private func count(_ sql: String, _ values: [SQLValue]) throws(JournalError) -> Int {
        try database.first(sql, values) { row in row.integer(0) } ?? 0
    }
}

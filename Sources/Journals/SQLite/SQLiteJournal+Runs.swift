package import Ports
package import Updates

extension SQLiteJournal: Journal {
    /// Opens a run and writes its first entry.
    package func begin(_ opening: RunOpening, under claim: Claim) async throws {
        let body = try CanonicalJSON.encode(opening, at: location)
        let requester = try CanonicalJSON.encode(opening.requester, at: location)
        try await write(under: claim) { runs throws(JournalError) in
            try runs.begin(opening, body: body, requester: requester, version: opening.plan.purpose.version)
        }
    }

    /// Appends to a run, and notes how the run stands once the event has happened.
    @discardableResult
    package func append(
        _ event: RunEvent, leaving standing: Standing, to run: RunID, under claim: Claim
    ) async throws -> Entry {
        let body = try CanonicalJSON.encode(event, at: location)
        return try await write(under: claim) { runs throws(JournalError) in
            let sequence = try runs.append(body, leaving: standing, to: run)
            return Entry(sequence: sequence, time: runs.now, event: event)
        }
    }

    /// A run from its first entry, which is proved; `entries` proves what follows on it.
    package func opening(of run: RunID) async throws -> RunOpening {
        let location = location
        let body = try await store.read { database throws(JournalError) in
            let row = try RunRow.named(run, in: database)
            let entry = try database.first(
                "SELECT \(ChainedEntry.columns) FROM entries WHERE number = ?", [.integer(row.first)]
            ) { row in ChainedEntry(row) }
            let chain = Chain(database: database)
            guard let entry else { throw chain.damage(.missing(row.first, through: row.first)) }
            try chain.prove(entry, at: row.first, before: nil)
            guard entry.isOf(.opening), entry.run.elementsEqual(run.text.utf8) else {
                throw chain.damage(.misplaced(row.first))
            }
            return entry.body
        }
        switch CanonicalJSON.decode(RunOpening.self, body) {
        case .success(let opening): return opening
        case .failure(let reason):
            throw JournalError(.foreignEntry(run, sequence: 0, why: reason.text), at: location)
        }
    }

    /// The entries of a run after a sequence number, oldest first, with the chain proved up to there.
    package func entries(of run: RunID, after sequence: Int) async throws -> [Entry] {
        let entries = try await store.read { database throws(JournalError) in
            let row = try RunRow.named(run, in: database)
            return try Chain(database: database).entries(of: row, after: max(0, sequence))
        }
        return try await EventBodies.read(entries.reversed(), of: run, at: location)
    }

    /// Runs of a scope, or of all, newest first.
    package func runs(of scope: Scope?, limit: Int) async throws -> [RunSummary] {
        let location = location
        return try await store.read { database throws(JournalError) in
            let select = "SELECT \(RunRow.columns) FROM runs"
            let tail = "ORDER BY first DESC LIMIT ?"
            let read = { (row: Row) throws(JournalError) in try RunRow(row).summary(at: location) }
            guard let scope else { return try database.all("\(select) \(tail)", [.integer(limit)], read) }
            return try database.all(
                "\(select) WHERE app = ? AND environment = ? \(tail)",
                [.text(scope.app), .text(scope.environment), .integer(limit)], read)
        }
    }

    /// Does something under a claim that is proved in the same transaction.
    func write<Result: Sendable>(
        under claim: Claim, _ body: @escaping @Sendable (Runs) throws(JournalError) -> Result
    ) async throws -> Result {
        try await store.write { database throws(JournalError) in
            try Claims(database: database).prove(claim)
            return try body(Runs(in: database, now: SQLiteJournal.now))
        }
    }
}

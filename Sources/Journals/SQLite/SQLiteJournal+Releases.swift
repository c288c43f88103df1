package import Ports
package import Updates

extension SQLiteJournal {
    // Ten years of a release every weekday.
    private static let releaseCountMax = 2600

    /// Writes a release down, or what became of it.
    package func record(_ release: ReleaseRecord, under claim: Claim) async throws {
        let body = try CanonicalJSON.encode(
            ReleaseBody(release: release, scope: claim.scope), at: location)
        try await write(under: claim) { runs throws(JournalError) in
            try runs.record(body, of: release.run, in: claim.scope)
        }
    }

    /// The releases of a scope, newest first, each proved by itself.
    package func releases(of scope: Scope) async throws -> [ReleaseRecord] {
        let location = location
        let entries = try await store.read { database throws(JournalError) in
            return try database.all(
                """
                SELECT \(ChainedEntry.columns) FROM entries WHERE number IN
                (SELECT number FROM releases WHERE app = ? AND environment = ? ORDER BY number DESC LIMIT ?)
                ORDER BY number DESC
                """,
                [.text(scope.app), .text(scope.environment), .integer(SQLiteJournal.releaseCountMax)]
            ) { row throws(JournalError) in
                let entry = ChainedEntry(row)
                try Chain(database: database).prove(entry, at: entry.number, before: nil)
                return entry
            }
        }
        return try entries.map { entry in
            switch CanonicalJSON.decode(ReleaseBody.self, entry.body) {
            case .success(let body): return body.release
            case .failure(let reason):
                let words = "the release in entry \(entry.number): \(reason.text)"
                throw JournalError(.damaged(.disagreement(words)), at: location)
            }
        }
    }

    /// Leaves a request for whoever holds the claim.
    package func post(_ request: Request, by requester: Requester, to run: RunID) async throws {
        let body = try CanonicalJSON.encode(
            RequestBody(request: request, requester: requester), at: location)
        try await store.write { database throws(JournalError) in
            try Runs(in: database, now: SQLiteJournal.now).post(body, to: run)
        }
    }

    /// The requests for a run behind a place in its inbox, oldest first.
    package func requests(for run: RunID, after sequence: Int) async throws -> [PostedRequest] {
        let location = location
        return try await store.read { database throws(JournalError) in
            _ = try RunRow.named(run, in: database)
            return try database.all(
                "SELECT sequence, body FROM inbox WHERE run = ? AND sequence > ? ORDER BY sequence",
                [.text(run.text), .integer(sequence)]
            ) { row throws(JournalError) in
                guard case .success(let body) = CanonicalJSON.decode(RequestBody.self, row.bytes(1)) else {
                    let words = "request \(row.integer(0)) for run \(run)"
                    throw JournalError(.damaged(.disagreement(words)), at: location)
                }
                return PostedRequest(
                    sequence: row.integer(0), request: body.request, requester: body.requester)
            }
        }
    }
}

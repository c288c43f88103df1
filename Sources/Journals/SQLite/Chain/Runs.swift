internal import Basis
internal import Ports
internal import Updates

/// Runs and releases in a database: every act writes an entry of the chain and the row that follows from it.
struct Runs {
    /// The largest evidence known, every container of a large project with its specification, is some 500 KB.
    private static let bodyByteCountMax = ByteCount.mebibytes(8)
    // More waiting requests than this are no persons' doing.
    private static let inboxMax = 1000

    let database: Database
    let now: Int64
    private var chain: Chain { Chain(database: database) }
    private var location: String { database.location }

    init(in database: Database, now: Int64) { (self.database, self.now) = (database, now) }

    /// Opens a run.
    func begin(_ opening: RunOpening, body: [UInt8], requester: [UInt8], version: String?)
        throws(JournalError)
    {
        let name = SQLValue.text(opening.run.text)
        let known = try database.first("SELECT 1 FROM runs WHERE run = ?", [name]) { row in row.integer(0) }
        guard known == nil else { throw JournalError(.runExists(opening.run), at: location) }
        let number = try add(.opening, of: opening.run, sequence: 0, body: body)
        try database.run(
            "INSERT INTO runs (\(RunRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            [
                name, .text(opening.scope.app), .text(opening.scope.environment),
                .text(opening.plan.playbook), .text(version), .text(Standing.advancing.rawValue),
                .text(requester), .integer(opening.machine), .text(opening.binary), .integer(opening.time),
                .integer(now), .integer(number), .integer(number),
            ])
    }

    /// Adds an event to an open run; its sequence number.
    func append(_ body: [UInt8], leaving standing: Standing, to run: RunID) throws(JournalError) -> Int {
        let name = SQLValue.text(run.text)
        let found = try database.first("SELECT standing, sequence FROM runs WHERE run = ?", [name]) { row in
            (standing: row.text(0), sequence: row.integer(1))
        }
        guard let found else { throw JournalError(.unknownRun(run), at: location) }
        guard !RunRow.isOver(found.standing) else { throw JournalError(.runOver(run), at: location) }
        let sequence = found.sequence + 1
        let number = try add(.event, of: run, sequence: sequence, body: body)
        try database.run(
            "UPDATE runs SET standing = ?, latest = ?, last = ?, sequence = ? WHERE run = ?",
            [
                .text(standing.rawValue), .integer(now), .integer(number), .integer(sequence), name,
            ])
        return sequence
    }

    /// Writes a release down.
    func record(_ body: [UInt8], of run: RunID, in scope: Scope) throws(JournalError) {
        let number = try add(.release, of: run, sequence: nil, body: body)
        try database.run(
            "INSERT INTO releases (number, app, environment) VALUES (?, ?, ?)",
            [.integer(number), .text(scope.app), .text(scope.environment)])
    }

    /// Leaves a request in a run's inbox.
    func post(_ body: [UInt8], to run: RunID) throws(JournalError) {
        _ = try RunRow.named(run, in: database)
        let (count, last) =
            try database.first(
                "SELECT count(*), coalesce(max(sequence), 0) FROM inbox WHERE run = ?", [.text(run.text)]
            ) { row in (row.integer(0), row.integer(1)) } ?? (0, 0)
        guard count < Runs.inboxMax else {
            throw JournalError(.inboxFull(run, limit: Runs.inboxMax), at: location)
        }
        try database.run(
            "INSERT INTO inbox (run, sequence, time, body) VALUES (?, ?, ?, ?)",
            [.text(run.text), .integer(last + 1), .integer(now), .text(body)])
    }

    private func add(
        _ kind: EntryKind, of run: RunID, sequence: Int?, body: [UInt8]
    ) throws(JournalError) -> Int {
        let size = ByteCount(Int64(body.count))
        guard size <= Runs.bodyByteCountMax else {
            throw JournalError(.tooLarge(size, limit: Runs.bodyByteCountMax), at: location)
        }
        return try chain.add(kind, of: run.text, sequence: sequence, time: now, body: body)
    }
}

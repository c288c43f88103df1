internal import Basis
internal import Ports

/// A whole reading of a journal: the chain from its beginning, then the tables beside it.
struct Inspection {
    /// A person reads a few; what comes after them usually follows from them.
    private static let problemsMax = 20

    private struct Span: Equatable {
        var first: Int
        var last: Int
        var sequence: Int
    }

    private let database: Database
    private var found: JournalInspection
    private var spans: [String: Span] = [:]
    private var releases: Set<Int> = []
    private var head: (number: Int, hash: [UInt8]) = (0, ChainedEntry.beginning)

    init(of database: Database, version: Int) {
        self.database = database
        found = JournalInspection(version: version)
    }

    /// Reads all of it.
    mutating func result(provedBy key: [UInt8]?) throws(JournalError) -> JournalInspection {
        let flaws = try database.all("PRAGMA quick_check(\(Inspection.problemsMax))") { row in row.text(0) }
        for flaw in flaws where flaw != "ok" { note(.broken(flaw)) }
        for checkpoint in try Checkpoint.all(in: database) {
            if !checkpoint.isSigned(by: key) { note(.forgedCheckpoint(through: checkpoint.through)) }
            head = (checkpoint.through, checkpoint.hash)
            found.pruned = checkpoint.through
        }
        try readChain()
        try compareRuns()
        try compareReleases()
        (found.last, found.hash) = (head.number, head.hash.hexadecimal)
        return found
    }

    private mutating func note(_ problem: JournalDamage) {
        if found.problems.count < Inspection.problemsMax { found.problems.append(problem) }
    }

    private mutating func readChain() throws(JournalError) {
        try database.rows("SELECT \(ChainedEntry.columns) FROM entries ORDER BY number") { row in
            take(ChainedEntry(row))
            return true
        }
    }

    private mutating func take(_ entry: ChainedEntry) {
        if entry.number != head.number + 1 {
            note(.missing(head.number + 1, through: entry.number - 1))
        } else if entry.previous != head.hash {
            note(.unlinked(entry.number))
        }
        if !entry.isSound { note(.changed(entry.number)) }
        head = (entry.number, entry.hash)
        found.entries += 1
        guard let sequence = entry.sequence else {
            releases.insert(entry.number)
            return
        }
        let run = String(decoding: entry.run, as: UTF8.self)
        if sequence == 0, spans[run] == nil {
            spans[run] = Span(first: entry.number, last: entry.number, sequence: 0)
        } else if spans[run]?.sequence == sequence - 1 {
            spans[run]?.last = entry.number
            spans[run]?.sequence = sequence
        } else {
            note(.misplaced(entry.number))
        }
    }

    private mutating func compareRuns() throws(JournalError) {
        let rows = try database.all("SELECT \(RunRow.columns) FROM runs") { row in RunRow(row) }
        found.runs = rows.count
        for row in rows {
            guard let span = spans.removeValue(forKey: row.run) else {
                note(.disagreement("run \(row.run.prefix(40)) has no entries"))
                continue
            }
            if span.last < row.last {
                note(.missing(span.last + 1, through: row.last))
            } else if span != Span(first: row.first, last: row.last, sequence: row.sequence) {
                note(.disagreement("run \(row.run.prefix(40)) is longer than its row says"))
            }
        }
        for run in spans.keys.sorted() { note(.disagreement("run \(run.prefix(40)) has no row")) }
    }

    private mutating func compareReleases() throws(JournalError) {
        let listed = Set(try database.all("SELECT number FROM releases") { row in row.integer(0) })
        found.releases = listed.count
        if listed != releases {
            let strange = listed.symmetricDifference(releases).sorted().prefix(3)
            note(.disagreement("releases, at \(strange.map(String.init).joined(separator: ", "))"))
        }
    }
}

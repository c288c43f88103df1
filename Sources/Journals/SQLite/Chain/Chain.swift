internal import Ports

/// The chain of entries in a database: added to at its end, proved from there.
struct Chain {
    let database: Database

    /// The number and the hash of the last entry, or of what a checkpoint left.
    func head() throws(JournalError) -> (number: Int, hash: [UInt8]) {
        let last = "SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1"
        let through = "SELECT through, hash FROM checkpoints ORDER BY through DESC LIMIT 1"
        for sql in [last, through] {
            if let head = try database.first(sql, [], { row in (row.integer(0), row.bytes(1)) }) {
                return head
            }
        }
        return (0, ChainedEntry.beginning)
    }

    /// Adds an entry, and says where it stands.
    func add(
        _ kind: EntryKind, of run: String, sequence: Int?, time: Int64, body: [UInt8]
    ) throws(JournalError) -> Int {
        let (number, hash) = try head()
        let entry = ChainedEntry(
            kind, of: run, sequence: sequence, time: time, body: body, number: number + 1, after: hash)
        try database.run(
            "INSERT INTO entries (\(ChainedEntry.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(entry.number), .text(entry.kind), .text(entry.run), .integer(sequence),
                .integer(time), .text(entry.body), .bytes(entry.previous), .bytes(entry.hash),
            ])
        return entry.number
    }

    /// The events of a run behind a sequence number, newest first, each proved, and its opening with them.
    ///
    /// What other runs wrote in between is proved as well: it is part of the chain.
    func entries(of run: RunRow, after sequence: Int) throws(JournalError) -> [ChainedEntry] {
        var found: [ChainedEntry] = []
        var (place, expected) = (run.last, run.sequence)
        var later: ChainedEntry?
        var isComplete = false
        let name = Array(run.run.utf8)
        try database.rows(
            "SELECT \(ChainedEntry.columns) FROM entries WHERE number BETWEEN ? AND ? ORDER BY number DESC",
            [.integer(run.first), .integer(run.last)]
        ) { row throws(JournalError) in
            let entry = ChainedEntry(row)
            try prove(entry, at: place, before: later)
            (place, later) = (place - 1, entry)
            guard entry.run == name, let own = entry.sequence else { return true }
            guard own == expected, own == 0 ? entry.isOf(.opening) : entry.isOf(.event) else {
                throw damage(.misplaced(entry.number))
            }
            isComplete = own <= sequence || own == 0
            if own > sequence, own > 0 { found.append(entry) }
            expected -= 1
            return !isComplete
        }
        guard isComplete else { throw damage(.missing(run.first, through: place)) }
        return found
    }

    /// Throws unless an entry stands where it must, is what was written, and has the next one follow on it.
    func prove(_ entry: ChainedEntry, at place: Int, before later: ChainedEntry?) throws(JournalError) {
        guard entry.number == place else { throw damage(.missing(entry.number + 1, through: place)) }
        guard entry.isSound else { throw damage(.changed(entry.number)) }
        if let later, later.previous != entry.hash { throw damage(.unlinked(later.number)) }
    }

    func damage(_ damage: JournalDamage) -> JournalError {
        JournalError(.damaged(damage), at: database.location)
    }
}

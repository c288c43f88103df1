internal import Ports

/// The tables of a journal, as the steps that lead to them: one a version. A step that was released is never
/// changed.
struct Schema {
    /// "Bely", in the header of every journal.
    static let applicationID = 0x4265_6C79
    /// What this Belay reads and writes.
    static let current = Schema(steps: [first])

    let steps: [String]

    var version: Int { steps.count }

    /// Refuses what is no journal, or is one that a newer Belay made.
    func admit(_ database: Database) throws(JournalError) {
        // Both as of one moment: somebody else may be filling it just now.
        try database.run("BEGIN")
        defer { database.giveUp() }
        let (application, version) = try marks(of: database)
        guard version <= self.version else {
            throw JournalError(.newer(version: version, known: self.version), at: database.location)
        }
        // One that was made but not yet filled has neither mark, nor anything in it.
        guard application == Schema.applicationID || (application == 0 && version == 0) else {
            throw JournalError(.notAJournal, at: database.location)
        }
    }

    /// Sets the connection up, and does the steps that are missing.
    func bringUp(_ database: Database) throws(JournalError) {
        let mode = try database.first("PRAGMA journal_mode = WAL") { row in row.text(0) }
        guard mode == "wal" else {
            throw JournalError(.failed("SQLite cannot keep a write-ahead log here"), at: database.location)
        }
        try database.script(
            "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        try admit(database)
        if try marks(of: database).version == version { return }
        try database.run("BEGIN IMMEDIATE")
        do throws(JournalError) {
            try migrate(database)
            try database.run("COMMIT")
        } catch {
            database.giveUp()
            throw error
        }
        // So that an older Belay finds the version in the header, where it looks.
        try database.rows("PRAGMA wal_checkpoint(TRUNCATE)") { _ in true }
    }

    private func migrate(_ database: Database) throws(JournalError) {
        let (application, version) = try marks(of: database)
        guard version <= self.version else {
            throw JournalError(.newer(version: version, known: self.version), at: database.location)
        }
        if version == self.version { return }
        let tables = try database.first("SELECT count(*) FROM sqlite_schema") { row in row.integer(0) }
        guard application == Schema.applicationID || tables == 0 else {
            throw JournalError(.notAJournal, at: database.location)
        }
        for step in steps[version...] { try database.script(step) }
        try database.script(
            "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(self.version)")
    }

    private func marks(of database: Database) throws(JournalError) -> (application: Int, version: Int) {
        let application = try database.first("PRAGMA application_id") { row in row.integer(0) }
        let version = try database.first("PRAGMA user_version") { row in row.integer(0) }
        return (application ?? 0, version ?? 0)
    }

    private static let first = """
        CREATE TABLE entries (
            number INTEGER PRIMARY KEY, kind TEXT NOT NULL, run TEXT NOT NULL, sequence INTEGER,
            time INTEGER NOT NULL, body TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE checkpoints (
            through INTEGER PRIMARY KEY, hash BLOB NOT NULL, body TEXT NOT NULL, key BLOB NOT NULL,
            signature BLOB NOT NULL) STRICT;
        CREATE TRIGGER entries_stay_as_they_are BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
        CREATE TRIGGER entries_go_behind_a_checkpoint BEFORE DELETE ON entries
        WHEN old.number > (SELECT coalesce(max(through), 0) FROM checkpoints)
        BEGIN SELECT RAISE(ABORT, 'an entry goes only behind a checkpoint'); END;
        CREATE TABLE runs (
            run TEXT PRIMARY KEY, app TEXT NOT NULL, environment TEXT NOT NULL, playbook TEXT NOT NULL,
            version TEXT, standing TEXT NOT NULL, requester TEXT NOT NULL, machine INTEGER NOT NULL,
            binary TEXT NOT NULL, began INTEGER NOT NULL, latest INTEGER NOT NULL, first INTEGER NOT NULL,
            last INTEGER NOT NULL, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX runs_by_scope ON runs (app, environment, first);
        CREATE INDEX runs_by_place ON runs (first);
        CREATE TABLE releases (
            number INTEGER PRIMARY KEY, app TEXT NOT NULL, environment TEXT NOT NULL) STRICT;
        CREATE INDEX releases_by_scope ON releases (app, environment, number);
        CREATE TABLE claims (
            app TEXT NOT NULL, environment TEXT NOT NULL, epoch INTEGER NOT NULL, holder TEXT, nonce TEXT,
            patience INTEGER NOT NULL, beat INTEGER NOT NULL, renewed INTEGER NOT NULL,
            PRIMARY KEY (app, environment)) STRICT, WITHOUT ROWID;
        CREATE TABLE inbox (
            run TEXT NOT NULL, sequence INTEGER NOT NULL, time INTEGER NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (run, sequence)) STRICT, WITHOUT ROWID;
        """
}

import Basis
import Steps
import Testing
import Updates

@Suite("SQLite, backed up and brought back")
struct SQLiteBackupTests {
    @Test("what only the write-ahead log holds is in the backup, and comes back as one transaction")
    func identical() async throws {
        let attic = Attic(databases: [
            ("main", Attic.database(.sqlite, base: nil, user: nil, password: nil, path: "shop.db"))
        ])
        let dump = "sqlite3 shop.db .dump | sha256sum"
        // A writer that stays connected keeps its changes in the log.
        let writer = """
            mkfifo hold
            cat >fill.sql <<'END'
            PRAGMA journal_mode=WAL;
            PRAGMA wal_autocheckpoint=0;
            CREATE TABLE orders (id INTEGER PRIMARY KEY, about TEXT, bytes BLOB);
            WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                INSERT INTO orders SELECT i, 'Zoë ' || i, randomblob(40) FROM n;
            .shell cat hold
            END
            setsid sqlite3 shop.db <fill.sql >/dev/null 2>&1 &
            for try in $(seq 100); do
                [ "$(sqlite3 shop.db 'SELECT count(*) FROM orders' 2>/dev/null)" = 3000 ] && break
                sleep 0.1
            done
            test -s shop.db-wal
            """
        try await attic.run(writer)
        let before = try await attic.run(dump)
        let backup = try await attic.backUp()
        #expect(try await attic.prove(backup, .restore).reached == .restore)
        try await attic.run("sqlite3 shop.db 'DELETE FROM orders'; echo >hold")
        try await attic.restore(backup)
        #expect(try await attic.run(dump) == before)
        #expect(try await attic.run("sqlite3 shop.db 'PRAGMA integrity_check'") == "ok\n")
        #expect(try await attic.run("ls -A") == "backups\nfill.sql\nhold\nshop.db\n")
        try await attic.restore(backup) { $0.target = .beside("old.db") }
        #expect(try await attic.run("sqlite3 old.db .dump | sha256sum") == before)
    }
}

import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Testing
import Updates

/// A journal that is not what was written: found, and named.
struct DamageTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    /// Two runs, the first of the entries 1 to 6, and the damage that a script did.
    private func damaged(by script: String) async throws -> SQLiteJournal {
        do {
            let journal = try await bench.open()
            let claim = try await bench.claim(journal)
            try await bench.store(run: 1, events: 5, to: journal, under: claim)
            try await bench.store(run: 2, events: 5, to: journal, under: claim)
        }
        _ = try await bench.python(script)
        return try await bench.open()
    }

    @Test(arguments: [
        (
            "UPDATE entries SET body = replace(body, '7', '8') || ' ' WHERE number = 4",
            JournalDamage.changed(4)
        ),
        ("UPDATE entries SET time = time + 1 WHERE number = 4", .changed(4)),
        ("UPDATE entries SET kind = 'release' WHERE number = 4", .changed(4)),
        ("DELETE FROM entries WHERE number = 4", .missing(4, through: 4)),
        ("DELETE FROM entries WHERE number BETWEEN 3 AND 5", .missing(3, through: 5)),
        ("DELETE FROM entries WHERE number = 6", .missing(6, through: 6)),
        ("DELETE FROM entries WHERE number = 1", .missing(1, through: 1)),
    ])
    func anEntryThatWasTouchedIsNamed(_ sql: String, _ damage: JournalDamage) async throws {
        let journal = try await damaged(by: "journal.execute(\"\(sql)\")")
        let run = JournalSample.run(1)
        let found = await problem { _ = try await journal.entries(of: run, after: 0) }
        #expect(found == .damaged(damage))
        let told = JournalError(.damaged(damage), at: "here").diagnostic
        #expect(told.code == "journal.damaged" && told.remedy.contains("belay journal check"))
        // The other run is what it was.
        #expect(try await journal.entries(of: JournalSample.run(2), after: 0).count == 5)
        #expect(try await journal.inspect().problems.contains(damage))
    }

    /// Whoever knows how an entry is hashed can write a sound one, but not what follows on it.
    @Test func anEntryThatWasWrittenAnewIsNotWhatTheNextOneFollowsOn() async throws {
        let journal = try await damaged(
            by: """
                import hashlib
                row = list(journal.execute("SELECT number, kind, run, sequence, time, body, previous "
                    "FROM entries WHERE number = 4").fetchone())
                row[5] = '{"committed":{}}'
                head = ["belay-journal-1", row[6].hex()] + row[:6]
                hash = hashlib.sha256("\\n".join(map(str, head)).encode()).digest()
                journal.execute("UPDATE entries SET body = ?, hash = ? WHERE number = 4", (row[5], hash))
                """)
        let found = await problem { _ = try await journal.entries(of: JournalSample.run(1), after: 0) }
        #expect(found == .damaged(.unlinked(5)))
        #expect(try await journal.inspect().problems == [.unlinked(5)])
    }

    @Test func whatWasCutOffAtTheEndIsMissed() async throws {
        let journal = try await damaged(by: "journal.execute('DELETE FROM entries WHERE number > 9')")
        let found = await problem { _ = try await journal.entries(of: JournalSample.run(2), after: 0) }
        #expect(found == .damaged(.missing(10, through: 12)))
        #expect(try await journal.inspect().problems == [.missing(10, through: 12)])
    }

    @Test(arguments: [
        "DELETE FROM runs WHERE run = 'run1'", "UPDATE runs SET sequence = 3, last = 4 WHERE run = 'run1'",
        "INSERT INTO releases VALUES (3, 'shop', 'production')",
    ])
    func aTableThatSaysSomethingElseIsNamed(_ sql: String) async throws {
        let journal = try await damaged(by: "journal.execute(\"\(sql)\")")
        let problems = try await journal.inspect().problems
        guard case .disagreement? = problems.first else {
            Issue.record("\(problems)")
            return
        }
        #expect(problems.count == 1)
    }

    @Test func anEntryOfAnotherBelayIsNoDamage() async throws {
        do {
            let journal = try await bench.open()
            let claim = try await bench.claim(journal)
            try await bench.store(run: 1, events: 1, to: journal, under: claim)
        }
        _ = try await bench.python(
            """
            import hashlib
            number, previous = journal.execute("SELECT number, hash FROM entries WHERE number = 2").fetchone()
            body = '{"sublimated":{}}'
            head = ["belay-journal-1", previous.hex(), 3, "event", "run1", 2, 5, body]
            hash = hashlib.sha256("\\n".join(map(str, head)).encode()).digest()
            values = (body, previous, hash)
            journal.execute("INSERT INTO entries VALUES (3, 'event', 'run1', 2, 5, ?, ?, ?)", values)
            journal.execute("UPDATE runs SET last = 3, sequence = 2")
            """)
        let journal = try await bench.open()
        let found = await problem { _ = try await journal.entries(of: JournalSample.run(1), after: 0) }
        guard case .foreignEntry(JournalSample.run(1), sequence: 2, _)? = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(try await journal.inspect().problems.isEmpty)
    }

    @Test func theShellOfSQLiteIsKeptFromChangingAnything() async throws {
        _ = try await damaged(by: "")
        let journal = try await bench.open()
        #expect(try await journal.inspect().problems.isEmpty)
        let other = try Bench()
        let second = try await other.open()
        let claim = try await other.claim(second)
        try await other.store(run: 1, events: 2, to: second, under: claim)
        for sql in ["UPDATE entries SET time = 1", "DELETE FROM entries WHERE number = 1"] {
            let script = "import sqlite3,sys; sqlite3.connect(sys.argv[1]).execute('\(sql)')"
            await #expect(throws: (any Error).self) {
                try await other.run("python3", ["-c", script, other.path])
            }
        }
    }

    @Test func aFileThatIsBrokenInTheMiddleIsNamed() async throws {
        _ = try await damaged(by: "")
        let file = Glibc.open(bench.path, O_RDWR)
        let noise = [UInt8](repeating: 0xA5, count: 4096)
        for page in 1..<8 { pwrite(file, noise, noise.count, page * 4096) }
        close(file)
        let found = await problem { _ = try await bench.open().inspect() }
        guard case .damaged(.broken)? = found else {
            Issue.record("\(String(describing: found))")
            return
        }
    }
}

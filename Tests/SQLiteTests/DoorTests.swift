import Basis
import ContractChecks
import Glibc
import Ports
import Testing
import Updates

@testable import SQLite

/// Whatever is in the way of a journal has a diagnostic of its own, and stops a run before its first act.
struct DoorTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func aNewerJournalIsRefusedAndNotDamaged() async throws {
        do { _ = try await bench.open() }
        _ = try await bench.python("journal.execute('PRAGMA user_version = 7')")
        let before = try Scratch.bytes(bench.path)
        #expect(await problem { _ = try await bench.open() } == .newer(version: 7, known: 1))
        #expect(try Scratch.bytes(bench.path) == before)
    }

    @Test func anOlderJournalIsBroughtUp() async throws {
        do {
            let journal = try await bench.open()
            let claim = try await bench.claim(journal)
            try await bench.store(run: 1, events: 3, to: journal, under: claim)
        }
        let later = Schema(steps: Schema.current.steps + ["ALTER TABLE runs ADD COLUMN colour TEXT;"])
        do {
            let journal = try await SQLiteJournal.open(bench.path, schema: later, reserving: .kibibytes(64))
            #expect(try await journal.entries(of: JournalSample.run(1), after: 0).count == 3)
        }
        #expect(await problem { _ = try await bench.open() } == .newer(version: 2, known: 1))
    }

    @Test func aStepThatFailsLeavesTheOlderJournalAsItWas() async throws {
        do { _ = try await bench.open() }
        let broken = Schema(steps: Schema.current.steps + ["CREATE TABLE half (a); CREATE TABLE runs (a);"])
        let found = await problem {
            _ = try await SQLiteJournal.open(bench.path, schema: broken, reserving: .kibibytes(64))
        }
        guard case .failed? = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        let journal = try await bench.open()
        #expect(try await journal.runs(of: nil, limit: 1).isEmpty)
    }

    @Test func anotherFileIsLeftAlone() async throws {
        try Scratch.write("dear diary, today I went climbing and it rained all day long. ", to: bench.path)
        #expect(await problem { _ = try await bench.open() } == .notAJournal)
        #expect(try Scratch.read(bench.path).hasPrefix("dear diary"))
        unlink(bench.path)
        _ = try await bench.python("journal.execute('CREATE TABLE bookmarks (url)')")
        #expect(await problem { _ = try await bench.open() } == .notAJournal)
        unlink(bench.path)
        mkdir(bench.path, 0o700)
        #expect(await problem { _ = try await bench.open() } == .notAJournal)
        rmdir(bench.path)
    }

    @Test func aMissingFolderIsNamed() async throws {
        let found = await problem { _ = try await SQLiteJournal.open("\(bench.scratch.path)/a/b/journal.db") }
        #expect(found == .noFolder("\(bench.scratch.path)/a/b"))
    }

    @Test func whatEverybodyMayChangeIsNoJournal() async throws {
        do { _ = try await bench.open() }
        chmod(bench.path, 0o666)
        #expect(await problem { _ = try await bench.open() } == .openToOthers(bench.path))
        chmod(bench.path, 0o600)
        chmod(bench.scratch.path, 0o777)
        #expect(await problem { _ = try await bench.open() } == .openToOthers(bench.scratch.path))
        chmod(bench.scratch.path, 0o700)
    }

    @Test func aFolderThatHandsItsGroupDownSharesTheJournalWithIt() async throws {
        chmod(bench.scratch.path, 0o2770)
        do { _ = try await bench.open() }
        var status = stat()
        #expect(stat(bench.path, &status) == 0 && status.st_mode & 0o777 == 0o660)
    }

    @Test func aJournalThatSomebodyKeepsLockedIsNotWaitedForWithoutEnd() async throws {
        let journal = try await bench.open()
        let claim = try await bench.claim(journal)
        let script = """
            import sqlite3, sys, time
            journal = sqlite3.connect(sys.argv[1], isolation_level=None)
            journal.execute("BEGIN IMMEDIATE"); print("locked", flush=True); sys.stdin.read()
            """
        let locker = try WriterProcess(program: "/usr/bin/python3", ["-c", script, bench.path])
        #expect(locker.line() == "locked")
        let began = ContinuousClock.now
        let found = await problem { try await journal.renew(claim) }
        #expect(found == .locked(after: .seconds(5)))
        #expect(began.duration(to: .now) < .seconds(30))
        locker.finish()
        try await journal.renew(claim)
    }

    @Test func aDirectoryOfAnotherUserIsNamedWithItsOwner() async throws {
        // Whoever runs this as root is refused nothing: a child of another user asks instead.
        let script = """
            import os, subprocess, sys
            if os.getuid() == 0: os.setgid(65534); os.setuid(65534)
            print(subprocess.run(sys.argv[1:], capture_output=True, text=True).stdout)
            """
        let folder = getuid() == 0 ? bench.scratch.path : "/root"
        let words = ["-c", script, WriterProcess.path, "fill", "\(folder)/journal.db", "64"]
        #expect(try await bench.run("python3", words).contains("journal.not-permitted"))
    }
}

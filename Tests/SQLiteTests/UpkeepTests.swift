import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Seals
import Testing
import Updates

/// Copies, prunings, and what another program makes of the file.
struct UpkeepTests {
    private struct Signer: CheckpointSigner {
        let key = MasterKey.generate()
        var verifyingKey: [UInt8] { key.verifyingKey }
        func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }
    }

    private static let farAway = Int64.max
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func whatWasOverIsTakenAwayAndTheChainStaysProvable() async throws {
        let (journal, signer) = (try await bench.open(), Signer())
        let claim = try await bench.claim(journal)
        try await bench.store(run: 1, events: 5, ending: .succeeded, to: journal, under: claim)
        try await bench.store(run: 2, events: 5, to: journal, under: claim)
        try await bench.store(run: 3, events: 5, ending: .failed, to: journal, under: claim)
        let first = try await journal.prune(before: UpkeepTests.farAway, by: "ada", signedWith: signer)
        #expect(first == JournalPruning(entries: 7, runs: 1, releases: 0))
        #expect(try await journal.runs(of: nil, limit: 9).map(\.run.text) == ["run3", "run2"])
        #expect(try await journal.entries(of: JournalSample.run(2), after: 0).count == 5)
        let found = try await journal.inspect(provedBy: signer.verifyingKey)
        #expect(found.problems.isEmpty && found.pruned == 7 && found.entries == 13)
        try await bench.store(run: 4, events: 2, to: journal, under: claim)
        #expect(try await journal.inspect(provedBy: signer.verifyingKey).problems.isEmpty)
        let other = try await journal.inspect(provedBy: Signer().verifyingKey)
        #expect(other.problems == [.forgedCheckpoint(through: 7)])
    }

    @Test func everythingCanBeOver() async throws {
        let (journal, signer) = (try await bench.open(), Signer())
        let claim = try await bench.claim(journal)
        try await bench.store(run: 1, events: 5, ending: .succeeded, to: journal, under: claim)
        _ = try await journal.prune(before: UpkeepTests.farAway, by: "ada", signedWith: signer)
        #expect(try await journal.inspect(provedBy: signer.verifyingKey).entries == 0)
        let nothing = try await journal.prune(before: UpkeepTests.farAway, by: "ada", signedWith: signer)
        #expect(nothing == JournalPruning(entries: 0, runs: 0, releases: 0))
        try await bench.store(run: 2, events: 1, to: journal, under: claim)
        let found = try await journal.inspect(provedBy: signer.verifyingKey)
        #expect(found.problems.isEmpty && found.last == 9)
    }

    @Test func whatIsYoungStays() async throws {
        let (journal, signer) = (try await bench.open(), Signer())
        let claim = try await bench.claim(journal)
        try await bench.store(run: 1, events: 5, ending: .succeeded, to: journal, under: claim)
        #expect(try await journal.prune(before: 1, by: "ada", signedWith: signer).entries == 0)
        #expect(try await journal.runs(of: nil, limit: 9).count == 1)
    }

    @Test func theReleasesOfTheWayBackOutliveTheirRuns() async throws {
        let (journal, signer) = (try await bench.open(), Signer())
        let claim = try await bench.claim(journal)
        var records: [ReleaseRecord] = []
        for number in 1...5 {
            try await bench.store(run: number, events: 1, ending: .succeeded, to: journal, under: claim)
            records.append(JournalSample.release("v\(number)", by: number))
            try await journal.record(records[number - 1], under: claim)
        }
        records.append(JournalSample.release("v6", by: 5, .refused))
        try await journal.record(records[5], under: claim)
        let pruned = try await journal.prune(before: UpkeepTests.farAway, by: "ada", signedWith: signer)
        #expect(pruned.runs == 5 && pruned.releases == 4)
        #expect(try await journal.releases(of: claim.scope) == records.suffix(4).reversed())
        #expect(try await journal.inspect(provedBy: signer.verifyingKey).problems.isEmpty)
    }

    @Test func aCopyIsWholeAndItsOwnersOnly() async throws {
        let journal = try await bench.open()
        let claim = try await bench.claim(journal)
        try await bench.store(run: 1, events: 50, to: journal, under: claim)
        let path = "\(bench.scratch.path)/copy.db"
        try await journal.copy(to: path)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        let copy = try await SQLiteJournal.open(path, reserving: .kibibytes(64))
        #expect(try await copy.inspect() == (try await journal.inspect()))
        #expect(try await copy.entries(of: JournalSample.run(1), after: 0).count == 50)
        guard case .failed? = await problem({ try await journal.copy(to: path) }) else {
            Issue.record("a copy was written over another")
            return
        }
        #expect(await problem { try await journal.copy(to: "/nowhere/copy.db") } == .noFolder("/nowhere"))
    }

    /// The program at the end of Docs/JournalFormat.md, as it stands there.
    @Test func whoeverReadsTheFormatCanProveTheChain() async throws {
        let (journal, signer) = (try await bench.open(), Signer())
        let claim = try await bench.claim(journal)
        let page = try Scratch.read("Docs/JournalFormat.md")
        let program = try #require(page.split(separator: "```python\n").last?.split(separator: "```").first)
        func proved() async throws -> String {
            try await bench.run("python3", ["-c", String(program), bench.path])
        }
        try await bench.store(run: 1, events: 20, ending: .succeeded, to: journal, under: claim)
        try await journal.record(JournalSample.release("v1", by: 1), under: claim)
        var found = try await journal.inspect()
        #expect(try await proved() == "\(found.last) \(found.hash)\n")
        _ = try await journal.prune(before: UpkeepTests.farAway, by: "ada", signedWith: signer)
        found = try await journal.inspect()
        #expect(try await proved() == "\(found.last) \(found.hash)\n" && found.pruned > 0)
        _ = try await bench.python("journal.execute('UPDATE entries SET time = time + 1')")
        await #expect(throws: (any Error).self) { try await proved() }
    }
}

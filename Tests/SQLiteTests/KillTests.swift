import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Testing
import Updates

/// Writers that die at any moment.
struct KillTests {
    private static let roundCount = 200

    @Test(.timeLimit(.minutes(10)))
    func aWriterKilledAtAnyMomentLosesNothingThatHadReturned() async throws {
        let scratch = try Scratch()
        let path = "\(scratch.path)/journal.db"
        var random = SplitMix(seed: 4)
        for round in 1...KillTests.roundCount {
            let writer = try WriterProcess("append", path, "\(round)", "\(1 + round % 4)", "60")
            let pause = UInt32.random(in: 0...25_000, using: &random)
            try #require(writer.line() == "begun", "round \(round)")
            usleep(pause)
            kill(writer.number, SIGKILL)
            var returned = Set<Int>()
            while let line = writer.line() { returned.insert(try #require(Int(line))) }
            writer.finish()
            let journal = try await SQLiteJournal.open(path, reserving: .kibibytes(64))
            let run = JournalSample.run(round)
            #expect(try await journal.opening(of: run).run == run)
            let kept = try await journal.entries(of: run, after: 0).map(\.sequence)
            #expect(kept == Array(kept.indices.map { $0 + 1 }))
            #expect(returned.isSubset(of: kept), "round \(round) after \(pause) µs")
        }
        let journal = try await SQLiteJournal.open(path, reserving: .kibibytes(64))
        #expect(try await journal.runs(of: nil, limit: 1000).count == KillTests.roundCount)
        #expect(try await journal.inspect().problems.isEmpty)
    }

    @Test(.timeLimit(.minutes(10)))
    func ofTwoProcessesStartedTogetherOneClaims() throws {
        for round in 1...200 {
            let scratch = try Scratch()
            let path = "\(scratch.path)/journal.db"
            let writers = [try WriterProcess("claim", path), try WriterProcess("claim", path)]
            for writer in writers { try #require(writer.line() == "ready") }
            for writer in writers { writer.go() }
            let answers = writers.map { $0.line() ?? "nothing" }
            #expect(answers.sorted() == ["claimed 1", "journal.held"], "round \(round)")
            for writer in writers { writer.finish() }
        }
    }
}

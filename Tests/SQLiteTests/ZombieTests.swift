import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Testing
import Updates

/// Whoever was merely slow is ended before anybody takes over, and never writes again.
struct ZombieTests {
    @Test(.timeLimit(.minutes(2)))
    func aHolderThatWasStoppedIsEndedBeforeItsClaimIsTaken() async throws {
        let bench = try Bench()
        let writer = try WriterProcess("append", bench.path, "1", "1", "1")
        #expect(writer.line() == "begun" && writer.line() == "1")
        kill(writer.number, SIGSTOP)
        let journal = try await bench.open()
        let early = await problem { _ = try await bench.claim(journal) }
        guard case .held(_, by: let holder, _, run: JournalSample.run(1))? = early else {
            Issue.record("\(String(describing: early))")
            return
        }
        #expect(holder.pid == Int(writer.number))
        try await Task.sleep(for: .milliseconds(1200))
        let claim = try await bench.claim(journal)
        #expect(claim.epoch == Epoch(2))
        kill(writer.number, SIGCONT)
        while writer.line() != nil {}
        var status: Int32 = 0
        #expect(waitpid(writer.number, &status, 0) == writer.number && status & 0x7f == SIGKILL)
        let kept = try await journal.entries(of: JournalSample.run(1), after: 0).count
        try await journal.append(.committed, leaving: .committed, to: JournalSample.run(1), under: claim)
        #expect(try await journal.entries(of: JournalSample.run(1), after: 0).count == kept + 1)
    }
}

import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Subprocesses
import Testing

/// A journal in a folder of its own, and processes that hold it.
final class SQLiteStage: JournalStage {
    let journal: any Journal
    // Longer than this machine keeps a test waiting when eight others want it.
    let patience = Duration.milliseconds(1500)
    private let scratch: Scratch
    private let sleepers = Guarded<[pid_t]>([])

    init() async throws {
        scratch = try Scratch()
        journal = try await SQLiteJournal.open("\(scratch.path)/journal.db", reserving: .kibibytes(64))
    }

    deinit {
        for sleeper in sleepers.withLock({ $0 }) {
            kill(sleeper, SIGKILL)
            waitpid(sleeper, nil, 0)
        }
    }

    func opened() async throws -> any Journal {
        try await SQLiteJournal.open("\(scratch.path)/journal.db", reserving: .kibibytes(64))
    }

    func living() throws -> Holder {
        let process = try sleeper()
        sleepers.withLock { $0.append(process) }
        return try holder(process)
    }

    func dead() throws -> Holder {
        let process = try sleeper()
        let holder = try holder(process)
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        return holder
    }

    func pass(_ duration: Duration) async throws { try await Task.sleep(for: duration) }

    private func sleeper() throws -> pid_t {
        var process: pid_t = 0
        let words = ["/bin/sleep", "300"].map { (word: String) in strdup(word) }
        defer { words.forEach { free($0) } }
        let code = posix_spawn(&process, "/bin/sleep", nil, nil, words + [nil], nil)
        try #require(code == 0)
        return process
    }

    private func holder(_ process: pid_t) throws -> Holder {
        let text = try Scratch.read("/proc/\(process)/stat")
        let started = try #require(text.split(separator: " ").dropFirst(21).first.flatMap { Int($0) })
        return Holder(
            host: "test", boot: ProcessIdentity.current.boot, pid: Int(process), started: started,
            nonce: "n\(process)")
    }
}

import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Subprocesses
import Updates

/// `bench-journal FOLDER COUNT`: each figure as `NAME VALUE`, so many appends for each kind of writing.
@main
struct Measure {
    private static let longRun = 10_000

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[2]) else { exit(2) }
        let folder = arguments[1]
        let path = "\(folder)/journal.db"
        let journal = try await SQLiteJournal.open(path, reserving: .mebibytes(1))
        let me = ProcessIdentity.current
        let holder = Holder(host: "bench", boot: me.boot, pid: me.number, started: me.started, nonce: "bench")
        let claim = try await journal.claim(
            JournalSample.scope, by: holder, after: nil, timeToLive: .seconds(600))
        try await journal.begin(JournalSample.opening(1), under: claim)
        // By turns, so that what the disk does to one it does to the other.
        var (raw, single, lanes) = (Duration.zero, Duration.zero, Duration.zero)
        let turns = 10
        for _ in 0..<turns {
            raw += try await elapsed { try appendRaw(count / turns, to: "\(folder)/raw") }
            single += try await elapsed { try await append(count / turns, 1, to: journal, under: claim) }
            lanes += try await elapsed { try await append(count / turns, 4, to: journal, under: claim) }
        }
        tell("raw", Double(count) / seconds(raw))
        tell("single", Double(count) / seconds(single))
        tell("lanes", Double(count) / seconds(lanes))
        try await resume(folder, holder)
    }

    /// One run of many events, written by many at once, then read by somebody who has just come.
    private static func resume(_ folder: String, _ holder: Holder) async throws {
        let path = "\(folder)/long.db"
        let journal = try await SQLiteJournal.open(path, reserving: .mebibytes(1))
        let claim = try await journal.claim(
            JournalSample.scope, by: holder, after: nil, timeToLive: .seconds(600))
        try await journal.begin(JournalSample.opening(1), under: claim)
        try await append(longRun, 64, to: journal, under: claim)
        var best = Duration.seconds(60)
        for _ in 0..<5 {
            let took = try await elapsed {
                let fresh = try await SQLiteJournal.open(path)
                _ = try await fresh.opening(of: JournalSample.run(1))
                let entries = try await fresh.entries(of: JournalSample.run(1), after: 0)
                guard entries.count == longRun else { exit(1) }
            }
            best = min(best, took)
        }
        tell("resume", seconds(best) * 1000)
    }

    /// What the same bytes take when they are appended to a file, with a flush each.
    private static func appendRaw(_ count: Int, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard file >= 0 else { exit(1) }
        defer { close(file) }
        let bytes = [UInt8](repeating: 0x61, count: 512)
        for _ in 0..<count {
            guard write(file, bytes, bytes.count) == bytes.count, fdatasync(file) == 0 else { exit(1) }
        }
    }

    private static func append(
        _ count: Int, _ lanes: Int, to journal: SQLiteJournal, under claim: Claim
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    for number in stride(from: lane, to: count, by: lanes) {
                        try await journal.append(
                            JournalSample.event(number), leaving: .advancing, to: JournalSample.run(1),
                            under: claim)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func elapsed(_ work: () async throws -> Void) async throws -> Duration {
        let clock = ContinuousClock()
        let began = clock.now
        try await work()
        return began.duration(to: clock.now)
    }

    private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    private static func tell(_ name: String, _ value: Double) { print(name, value) }
}

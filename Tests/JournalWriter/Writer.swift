import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Subprocesses
import Updates

/// A process of its own that writes to a journal, for tests that kill it, stop it, or start two at once.
///
///     claim PATH                      waits for a line, then claims; says so, and holds it until input ends
///     append PATH RUN LANES SECONDS   claims for so long, begins a run, appends side by side; says each that
///                                     has returned
///     fill PATH RESERVE               the same until nothing more can be written, then says why
@main
struct Writer {
    private static let output: Int32 = 1

    static func main() async {
        let words = CommandLine.arguments
        do {
            switch words.dropFirst().first {
            case "claim" where words.count == 3: try await claim(words[2])
            case "append" where words.count == 6: try await append(words.dropFirst(2).map { $0 })
            case "fill" where words.count == 4: try await fill(words[2], Int64(words[3]) ?? 0)
            default: exit(2)
            }
        } catch let error as JournalError {
            say("\(error.code.rawValue)")
            exit(1)
        } catch {
            say("\(error)")
            exit(3)
        }
    }

    private static func say(_ text: String) {
        let line = Array("\(text)\n".utf8)
        if write(output, line, line.count) != line.count { exit(4) }
    }

    private static func holder() -> Holder {
        let me = ProcessIdentity.current
        return Holder(
            host: "test", boot: me.boot, pid: me.number, started: me.started, nonce: "n\(me.number)")
    }

    private static func claim(_ path: String) async throws {
        say("ready")
        _ = readLine()
        let journal = try await SQLiteJournal.open(path, reserving: .kibibytes(64))
        let claim = try await journal.claim(
            JournalSample.scope, by: holder(), after: nil, timeToLive: .seconds(20))
        say("claimed \(claim.epoch)")
        while readLine() != nil {}
    }

    private static func append(_ words: [String]) async throws {
        guard let number = Int(words[1]), let lanes = Int(words[2]), let seconds = Int(words[3]) else {
            exit(2)
        }
        let journal = try await SQLiteJournal.open(words[0], reserving: .kibibytes(64))
        let claim = try await journal.claim(
            JournalSample.scope, by: holder(), after: nil, timeToLive: .seconds(seconds))
        try await journal.begin(JournalSample.opening(number), under: claim)
        say("begun")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<lanes {
                group.addTask {
                    for count in 1... {
                        let entry = try await journal.append(
                            JournalSample.event(count), leaving: .advancing, to: JournalSample.run(number),
                            under: claim)
                        say("\(entry.sequence)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func fill(_ path: String, _ reserve: Int64) async throws {
        let journal = try await SQLiteJournal.open(path, reserving: .kibibytes(reserve))
        let claim = try await journal.claim(
            JournalSample.scope, by: holder(), after: nil, timeToLive: .seconds(20))
        try await journal.begin(JournalSample.opening(1), under: claim)
        let prefix = path.split(separator: "/").last.map { "\($0)-reserve-" } ?? ""
        var isReserveGone = false
        var count = 0
        do {
            while true {
                let event = JournalSample.event(count)
                try await journal.append(event, leaving: .advancing, to: JournalSample.run(1), under: claim)
                count += 1
                if !isReserveGone, !holds(prefix, besides: path) {
                    isReserveGone = true
                    say("reserve given up after \(count)")
                }
            }
        } catch let error as JournalError {
            say("\(error.code.rawValue) after \(count)")
        }
    }

    private static func holds(_ prefix: String, besides path: String) -> Bool {
        guard let folder = opendir(path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }) else {
            return false
        }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(prefix) { return true }
        }
        return false
    }
}

import Basis
import Glibc
import Ports
import Steps
import Subprocesses
import Updates

/// One backup of the database `shop` of a server on this machine, sealed: `bench-backup FOLDER PORT
/// RECIPIENT`. Prints the most memory that it held, in kibibytes.
@main
enum BenchBackup {
    private struct Misuse: Error {}

    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 4, let port = Int(words[2]), let id = BackupID("20260101T000000Z-bench") else {
            throw Misuse()
        }
        let span = Span(
            file: "bench", start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
        let text = { (text: String) in Template([.text(text)], at: span) }
        var database = Database(.postgres, at: span)
        (database.host, database.port) = (text("127.0.0.1"), Located(port, at: span))
        (database.database, database.user) = (text("shop"), text("belay"))
        var rules = BackupRules(to: Located("backups", at: span))
        rules.encrypt = BackupRules.Encryption(recipients: [Located(words[3], at: span)], identity: nil)
        var manifest = Manifest(app: Located("shop", at: span))
        manifest.databases = [Named(name: Located("main", at: span), value: database)]
        manifest.backups = rules
        let tools = DataMeans(
            launcher: try Launcher(), variables: ["PATH": "/usr/bin:/bin"], web: Web(), vault: NoSecrets(),
            replicas: nil, access: nil, time: Clock(), belay: "bench")
        let setting = BackupSetting(
            manifest: manifest, environment: "bench", project: words[1], tools: tools)
        _ = try await BackupMaker(setting).make(BackupOrder(id, .regular), by: .after(.seconds(3600)))
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        print(usage.ru_maxrss)
    }

    private struct NoSecrets: Vault {
        func secret(_ name: String) async throws -> Secret { throw Misuse() }
        func seal(_ secret: Secret) async throws -> String { throw Misuse() }
        func open(_ sealed: String) async throws -> Secret { throw Misuse() }
        func fingerprint(_ secret: Secret) async throws -> String { throw Misuse() }
    }

    private struct Clock: Timekeeper {
        var now: Int64 { Int64(time(nil)) * 1000 }
        var uptime: Duration { .milliseconds(now) }
        func deadline(after duration: Duration) -> Deadline { .after(duration) }
        func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
    }
}

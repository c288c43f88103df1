internal import Basis
internal import Console
internal import Steps
internal import Updates

/// `belay verify`.
enum VerifyCommand {
    private static let backup = Parameter<String?>.operand("BACKUP", "Which one (default: the latest)")
    private static let method = Parameter<String?>.option(
        "method", "HOW", "`hashes`, `read` or `restore`; as the manifest says, else `read`")
    private static let maxAge = Parameter<String?>.option(
        "max-age", "AGE", "It is unhealthy if it is older, or if there is none: `24h`")

    static let command = Command(
        name: "verify",
        about: "Prove a backup: its hashes, that all of it can be read, or that it can be restored",
        details: """
            `restore` restores it beside the live data, runs the manifest's checks on it, and removes it. \
            Without the key that opens it only the hashes are proved, and that is said. A backup that is \
            damaged, too old or missing exits with 8.
            """,
        parameters: [backup.row, method.row, maxAge.row],
        examples: [
            .init(line: "belay verify --max-age 24h", about: "Is there a good one from today?"),
            .init(line: "belay verify --method restore", about: "Restore the latest beside the live data"),
        ]
    ) { invocation in
        var setting = try Backups.setting(invocation)
        let word = invocation.arguments[backup] ?? "latest"
        let method = try method(invocation, setting)
        do {
            let found = try await BackupCatalog(setting).find(word)
            if method != .hashes, BackupCatalog(setting).needsTarget(found) {
                setting = Backups.setting(at: try await Desk(invocation))
            }
            let prover = Prover(setting)
            let proof = try await prover.prove(
                found.id.text, by: method, as: "verify.\(RandomName.text(length: 6))",
                maxAge: try age(invocation), deadline: .after(Backups.patience))
            for oddity in try await prover.oddities(of: found) {
                invocation.printer.notice(oddity.diagnostic)
            }
            invocation.printer.show(VerifyReport(proof: proof))
            return .done
        } catch let failure as Failure { throw failure } catch let error as any Diagnosable {
            throw Failure(problems: [error.diagnostic], exit: .unhealthy)
        }
    }

    private static func method(_ invocation: Invocation, _ setting: BackupSetting) throws(Failure)
        -> Verification
    {
        guard let text = invocation.arguments[method] else { return setting.usualProof }
        guard let method = Verification(rawValue: text) else {
            throw .wrongInput([
                Diagnostic(
                    BackupCode.unusable, "`\(text)` is no way to prove a backup", at: .commandLine,
                    remedy: "Write `hashes`, `read` or `restore`.")
            ])
        }
        return method
    }

    private static func age(_ invocation: Invocation) throws(Failure) -> Duration? {
        guard let text = invocation.arguments[maxAge] else { return nil }
        guard let age = Duration(text: text) else {
            throw .wrongInput([
                Diagnostic(
                    BackupCode.unusable, "`\(text)` is no length of time", at: .commandLine,
                    remedy: "Write it as `24h` or `7d`.")
            ])
        }
        return age
    }
}

import Basis
import Glibc
import Seals
import Testing
import Updates

@testable import Commands

/// Secrets from every source, and the key of the installation: what they give, and what they never show.
struct FileVaultTests {
    let scratch: Scratch
    let folder: String

    init() throws {
        scratch = try Scratch()
        folder = scratch.path
    }

    private func vault(
        _ source: SecretSource? = nil, variables: [String: String] = ["PATH": "/usr/bin:/bin"]
    ) -> FileVault {
        let named = source.map { Named(name: written("one"), value: $0) }
        return FileVault([named].compactMap { $0 }, project: folder, variables: variables, folder: folder)
    }

    private func written(_ text: String) -> Located<String> {
        let start = Position(line: 1, column: 1)
        return Located(text, at: Span(file: "belay.yml", start: start, end: start))
    }

    private func code(_ source: SecretSource?, variables: [String: String] = [:]) async -> VaultCode? {
        let error = await #expect(throws: VaultError.self) {
            try await vault(source, variables: variables).secret("one")
        }
        return error?.code
    }

    @Test func aVariableIsRead() async throws {
        let vault = vault(.environment(written("PGPASSWORD")), variables: ["PGPASSWORD": "hunter2"])
        #expect(try await vault.secret("one") == Secret("hunter2"))
        #expect(await code(.environment(written("NOWHERE"))) == .noVariable)
        #expect(await code(.environment(written("EMPTY")), variables: ["EMPTY": ""]) == .empty)
    }

    @Test func aFileIsReadWithoutItsLastLineBreak() async throws {
        try Scratch.write("line one\nline two\r\n", to: "\(folder)/token")
        #expect(try await vault(.file(written("token"))).secret("one") == Secret("line one\nline two"))
        let whole = SecretSource.file(written("\(folder)/token"))
        #expect(try await vault(whole).secret("one") == Secret("line one\nline two"))
        #expect(await code(.file(written("nothing"))) == .unreadable)
        #expect(await code(.file(written("."))) == .unreadable)
    }

    @Test func aFileThatIsNoSecretIsRefused() async throws {
        try Scratch.write(String(repeating: "x", count: (1 << 20) + 1), to: "\(folder)/long")
        #expect(await code(.file(written("long"))) == .tooLong)
        try Scratch.write("a\0b", to: "\(folder)/nul")
        #expect(await code(.file(written("nul"))) == .notText)
        mkfifo("\(folder)/pipe", 0o600)
        #expect(await code(.file(written("pipe"))) == .unreadable)
    }

    @Test func aCommandIsAskedAndItsFailureTellsNothingOfWhatItSaid() async throws {
        let echo = SecretSource.command(["printf", "%s\\n", "hunter2"].map(written))
        #expect(try await vault(echo).secret("one") == Secret("hunter2"))
        let fails = SecretSource.command(["sh", "-c", "echo hunter2; echo hunter2 >&2; exit 3"].map(written))
        let error = await #expect(throws: VaultError.self) { try await vault(fails).secret("one") }
        #expect(error?.code == .commandFailed && error?.why == "exit code 3")
        let told = "\(String(describing: error)) \(String(describing: error?.diagnostic))"
        #expect(!told.contains("hunter2"))
        #expect(await code(.command([written("no-such-program")])) == .commandFailed)
    }

    @Test func anAgeFileIsOpenedWithTheKeyThatIsNamedOrTheInstallations() async throws {
        let identity = Identity.generate()
        try Scratch.write(identity.reveal().reveal() + "\n", to: "\(folder)/age-identity")
        let sealed = try Sealer(recipients: [identity.recipient])
            .seal(BytesInMemory(Array("hunter2\n".utf8)), armored: true)
        let text = String(decoding: try await sealed.collect(atMost: .kibibytes(64)), as: UTF8.self)
        try Scratch.write(text, to: "\(folder)/password.age")
        let file = written("password.age")
        #expect(try await vault(.age(file: file, identity: nil)).secret("one") == Secret("hunter2"))
        let named = SecretSource.age(file: file, identity: written("age-identity"))
        #expect(try await vault(named).secret("one") == Secret("hunter2"))
        #expect(await code(.age(file: file, identity: written("nowhere"))) == .unreadable)
    }

    @Test func aSecretThatTheManifestDoesNotNameIsNoSecret() async {
        #expect(await code(nil) == .unknownSecret)
    }

    @Test func theKeyIsMadeOnceAndForItsOwnerOnly() async throws {
        let sealed = try await vault().seal(Secret("hunter2"))
        #expect(try await vault().open(sealed) == Secret("hunter2"))
        let print = try await vault().fingerprint(Secret("hunter2"))
        #expect(try await vault().fingerprint(Secret("hunter2")) == print)
        var status = stat()
        #expect(stat("\(folder)/installation.key", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(!(try Scratch.read("\(folder)/installation.key")).contains("hunter2"))
    }

    @Test func twentyAtOnceMakeOneKey() async throws {
        let vaults = (0..<20).map { _ in vault() }
        let prints = try await withThrowingTaskGroup(of: String.self) { group in
            for vault in vaults { group.addTask { try await vault.fingerprint(Secret("hunter2")) } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(prints.count == 1)
    }

    @Test func aKeyThatOthersReadIsRefused() async throws {
        _ = try await vault().seal(Secret("hunter2"))
        chmod("\(folder)/installation.key", 0o644)
        let error = await #expect(throws: VaultError.self) { try await vault().seal(Secret("hunter2")) }
        #expect(error?.code == .openToOthers)
        // A group that was let in on purpose is nobody else.
        chmod("\(folder)/installation.key", 0o640)
        _ = try await vault().seal(Secret("hunter2"))
    }

    @Test func aBrokenKeyIsNeverReplaced() async throws {
        try Scratch.write("BELAY-KEY-1QQQQ\n", to: "\(folder)/installation.key")
        let error = await #expect(throws: Diagnostic.self) { try await vault().seal(Secret("hunter2")) }
        #expect(error?.code == "seals.not-a-master-key")
        #expect(try Scratch.read("\(folder)/installation.key") == "BELAY-KEY-1QQQQ\n")
    }
}

import Basis
import Seals
import Subprocesses

/// The real `age` and `age-keygen`, as the other side.
struct AgeProgram {
    let launcher: Launcher
    let folder = TemporaryFolder()

    init() throws { launcher = try Launcher() }

    /// Runs a command in the folder and gives what it said; throws unless it ends well.
    @discardableResult
    func run(_ name: String, _ arguments: [String], input: [UInt8] = []) async throws -> [UInt8] {
        let invocation = Invocation(
            .named(name, in: Program.systemFolders), arguments,
            environment: ["PATH": "/usr/bin:/bin", "TERM": "dumb"],
            directory: folder.path, input: .bytes(input))
        let outcome = try await launcher.run(
            invocation, by: .after(.seconds(120)), output: Capture(atMost: .mebibytes(64), beyond: .fails))
        return try outcome.succeeded().output.bytes
    }

    /// Runs `age` on a terminal, where alone it reads passphrases.
    func onTerminal(_ command: String, typing passphrase: String) async throws {
        try await run(
            "script", ["--quiet", "--return", "--command", command, "/dev/null"],
            input: Array("\(passphrase)\n\(passphrase)\n".utf8))
    }

    /// A new identity from `age-keygen`, whose file is left in the folder under the name.
    func identity(_ name: String) async throws -> Identity {
        try await run("age-keygen", ["-o", name])
        let text = String(decoding: folder.read(name), as: UTF8.self)
        return try Identity.all(inFile: Secret(text), named: name)[0]
    }
}

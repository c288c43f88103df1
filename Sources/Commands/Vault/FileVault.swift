package import Basis
internal import Glibc
internal import Ports
internal import Seals
internal import Subprocesses
package import Updates

/// Secrets from where the manifest says, and a key in a file beside the journal.
package final class FileVault: Vault {
    /// What prints a secret asks a password store, perhaps one on the network.
    private static let commandPatience = Duration.seconds(30)
    /// The longest secrets are bundles of certificates.
    private static let byteCountMax = 1 << 20
    /// Where keys of age are looked for when the manifest names none.
    static let identityName = "age-identity"

    private let sources: [String: SecretSource]
    private let project: String
    private let variables: [String: String]
    private let keyFile: KeyFile
    private let key = Guarded<MasterKey?>(nil)

    /// A vault for the secrets of a manifest.
    ///
    /// Relative paths begin at the project's folder. Variables are those of Belay's own environment, which
    /// commands that print a secret see as well. The folder is the journal's: the key lies there, and is made
    /// when it is first needed.
    package init(
        _ secrets: [Named<SecretSource>], project: String, variables: [String: String], folder: String
    ) {
        let pairs = secrets.map { ($0.name.value, $0.value) }
        sources = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        self.project = project
        self.variables = variables
        keyFile = KeyFile(path: "\(folder)/\(KeyFile.name)")
    }

    /// The value of a secret of the manifest, read now.
    package func secret(_ name: String) async throws -> Secret {
        guard let source = sources[name] else {
            throw VaultError(.unknownSecret, name, "the manifest names no secret `\(name)`")
        }
        let bytes = try await bytes(of: source, named: name)
        guard bytes.count <= FileVault.byteCountMax else { throw tooLong(name) }
        guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\0") else {
            throw VaultError(.notText, name, "the secret `\(name)` is not text in UTF-8")
        }
        let value = text.last?.isNewline == true ? String(text.dropLast()) : text
        guard !value.isEmpty else { throw VaultError(.empty, name, "the secret `\(name)` is empty") }
        return Secret(value)
    }

    /// Closes a text under the installation's key.
    package func seal(_ secret: Secret) async throws -> String { try installationKey().seal(secret) }

    /// Opens what `seal` closed.
    package func open(_ sealed: String) async throws -> Secret { try installationKey().open(sealed) }

    /// A keyed fingerprint.
    package func fingerprint(_ secret: Secret) async throws -> String {
        try installationKey().fingerprint(of: secret)
    }

    /// The key, read once.
    private func installationKey() throws -> MasterKey {
        try key.withLock { known in
            if let known { return known }
            let read = try keyFile.key()
            known = read
            return read
        }
    }

    private func bytes(of source: SecretSource, named name: String) async throws -> [UInt8] {
        switch source {
        case .environment(let variable):
            guard let value = variables[variable.value] else {
                let what = "the variable \(variable.value), from which `\(name)` comes, is not set"
                throw VaultError(.noVariable, name, what)
            }
            return Array(value.utf8)
        case .file(let path): return try file(path.value, for: name)
        case .command(let words): return try await printed(by: words.map(\.value), for: name)
        case .age(let path, let identity): return try await opened(path.value, with: identity?.value, name)
        }
    }

    private func file(_ path: String, for name: String) throws -> [UInt8] {
        let path = path.hasPrefix("/") ? path : "\(project)/\(path)"
        do { return try SmallFile(path, atMost: FileVault.byteCountMax).bytes } catch {
            if case .tooLong = error { throw tooLong(name) }
            throw VaultError(
                .unreadable, name, "the secret `\(name)` cannot be read from \(path)", why: error.why)
        }
    }

    private func printed(by words: [String], for name: String) async throws -> [UInt8] {
        guard let program = words.first else {
            throw VaultError(.commandFailed, name, "the command of the secret `\(name)` has no program")
        }
        let folders = variables["PATH"]?.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        let invocation = Subprocesses.Invocation(
            program.hasPrefix("/")
                ? .at(path: program)
                : program.contains("/")
                    ? .at(path: "\(project)/\(program)")
                    : .named(program, in: folders ?? Subprocesses.Program.systemFolders),
            Array(words.dropFirst()), environment: variables.mapValues { .secret(Secret($0)) },
            directory: project)
        let limit = Capture(atMost: ByteCount(Int64(FileVault.byteCountMax)), beyond: .fails)
        let outcome: Subprocesses.Outcome
        do {
            outcome = try await Launcher().run(
                invocation, by: .after(FileVault.commandPatience), output: limit)
        } catch {
            try Task.checkCancellation()
            throw VaultError(
                .commandFailed, name, "the command of the secret `\(name)` did not end well",
                why: error.diagnostic.what)
        }
        // What it said stays unsaid: a program that fails half-way may have printed the secret.
        guard outcome.exit.isSuccess else {
            throw VaultError(
                .commandFailed, name, "the command of the secret `\(name)` failed", why: "\(outcome.exit)")
        }
        return outcome.output.bytes
    }

    private func opened(_ path: String, with identity: String?, _ name: String) async throws -> [UInt8] {
        let folder = keyFile.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let home = identity ?? (folder + [Substring(FileVault.identityName)]).joined(separator: "/")
        let text = Secret(String(decoding: try file(home, for: name), as: UTF8.self))
        let opener = Opener(identities: try Identity.all(inFile: text, named: home))
        let sealed = BytesInMemory(try file(path, for: name))
        do {
            return try await opener.open(sealed, named: path)
                .collect(atMost: ByteCount(Int64(FileVault.byteCountMax)))
        } catch is ByteStreamTooLong { throw tooLong(name) }
    }

    private func tooLong(_ name: String) -> VaultError {
        VaultError(
            .tooLong, name, "the secret `\(name)` is longer than \(ByteCount(Int64(FileVault.byteCountMax)))")
    }
}

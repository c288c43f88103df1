package import Basis
internal import FoundationEssentials
internal import Seals
internal import Subprocesses

/// The logins that the operator has: those of Docker's own settings, and of the programs that keep some.
package struct RegistryLogins: Sendable {
    /// Programs that keep logins answer from a local store; one that asks its user something never ends.
    private static let patience = Duration.seconds(15)
    /// A login is some hundred bytes; those of clouds a few thousand.
    private static let answer = Capture(atMost: .kibibytes(64), beyond: .fails)
    /// What Docker calls its own registry in its settings.
    private static let usualRegistry = "https://index.docker.io/v1/"

    private let settings: DockerSettings
    private let variables: [String: String]

    /// The logins in Docker's settings.
    ///
    /// The programs that keep logins are found in the `PATH` of these variables and see them all: some reach
    /// their store by a socket that a variable names.
    package init(_ settings: DockerSettings, variables: [String: String]) {
        (self.settings, self.variables) = (settings, variables)
    }

    /// The login for the registry of an image; nil if there is none.
    package func login(for image: ImageReference) async throws(DockerFailure) -> RegistryLogin? {
        try await login(for: image.registry)
    }

    /// The login for a registry by host and port; nil is Docker's own.
    func login(for registry: String?) async throws(DockerFailure) -> RegistryLogin? {
        let isUsual = registry == nil || registry == "docker.io" || registry == "index.docker.io"
        let names =
            isUsual
            ? [RegistryLogins.usualRegistry, "docker.io", "index.docker.io"]
            : [registry ?? "", "https://\(registry ?? "")", "http://\(registry ?? "")"]
        for name in names {
            let helper = settings.helpers[name] ?? (name == names[0] ? settings.store : nil)
            if let helper, let login = try await ask(helper, for: name) { return login }
        }
        for (written, entry) in settings.logins
        where names.contains(written) || names.contains(RegistryLogins.host(of: written)) {
            return try read(entry, for: written)
        }
        return nil
    }

    /// What the engine calls the registry of an image where it takes logins for several.
    static func key(for image: ImageReference) -> String { image.registry ?? usualRegistry }

    /// Older settings write whole addresses: what counts is the host.
    private static func host(of written: String) -> String {
        let bare = ["https://", "http://"].first { written.hasPrefix($0) }.map { written.dropFirst($0.count) }
        return String((bare ?? written[...]).prefix { $0 != "/" })
    }

    private func read(
        _ entry: DockerSettings.Login, for registry: String
    ) throws(DockerFailure) -> RegistryLogin? {
        if let token = entry.identityToken, !token.isEmpty { return .token(token) }
        guard let packed = entry.packed?.reveal(), !packed.isEmpty else { return nil }
        let bytes = Base64.padded.decode(packed.utf8) ?? Base64.unpadded.decode(packed.utf8)
        guard let bytes, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            throw DockerFailure(.badLogin, at: registry, why: "`auth` is not a name and password in base 64")
        }
        return .password(
            user: String(decoding: bytes[..<colon], as: UTF8.self),
            Secret(String(decoding: bytes[(colon + 1)...].filter { $0 != 0 }, as: UTF8.self)))
    }

    /// Asks `docker-credential-NAME`; nil if it has no login for that registry.
    private func ask(_ helper: String, for registry: String) async throws(DockerFailure) -> RegistryLogin? {
        struct Answer: Decodable {
            private enum CodingKeys: String, CodingKey {
                case user = "Username"
                case secret = "Secret"
            }
            let user: String
            let secret: String
        }
        let program = "docker-credential-\(helper)"
        let fault = { (why: String) in DockerFailure(.badLogin, at: "\(program) for \(registry)", why: why) }
        guard helper.utf8.allSatisfy({ $0 != UInt8(ascii: "/") && $0 > 0x20 }) else {
            throw fault("that is no name of a program")
        }
        let folders = (variables["PATH"] ?? "").split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") }
        let outcome: Outcome
        do throws(SubprocessError) {
            outcome = try await Launcher(programsAtOnce: 1).run(
                Invocation(
                    .named(program, in: folders.isEmpty ? Program.systemFolders : folders), ["get"],
                    environment: variables.mapValues { .secret(Secret($0)) },
                    input: .bytes(Array(registry.utf8))),
                by: .after(RegistryLogins.patience), output: RegistryLogins.answer)
        } catch {
            throw fault(error.diagnostic.what)
        }
        guard outcome.exit.isSuccess else {
            let said = outcome.output.text + outcome.errors.text
            if said.contains("credentials not found") { return nil }
            throw fault(said.trimmed)
        }
        guard let read = try? JSONDecoder().decode(Answer.self, from: Data(outcome.output.bytes)) else {
            throw fault("its answer is no login")
        }
        // This name says that what is secret is no password.
        return read.user == "<token>"
            ? .token(Secret(read.secret)) : .password(user: read.user, Secret(read.secret))
    }
}

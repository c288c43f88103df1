internal import Basis
internal import FoundationEssentials

/// Docker's own settings of a user: `~/.docker/config.json`.
package struct DockerSettings: Sendable {
    /// The login for one registry, as it is kept.
    struct Login: Sendable {
        let packed: Secret?
        let identityToken: Secret?
    }

    /// The context that is used when nothing else says where the engine is.
    package let context: String?
    let logins: [String: Login]
    /// The program that keeps all logins.
    let store: String?
    /// Programs that keep the logins of single registries.
    let helpers: [String: String]

    /// No settings.
    package static let none = DockerSettings(context: nil, logins: [:], store: nil, helpers: [:])

    private init(context: String?, logins: [String: Login], store: String?, helpers: [String: String]) {
        (self.context, self.logins, self.store, self.helpers) = (context, logins, store, helpers)
    }

    /// Reads the text of a settings file, which bears this name in messages.
    package init(_ bytes: [UInt8], name: String) throws(DockerFailure) {
        let read: Written
        do {
            read = try JSONDecoder().decode(Written.self, from: Data(bytes))
        } catch {
            throw DockerFailure(.badLogin, at: name, why: "it \(DockerEngine.flaw(error))")
        }
        self.init(
            context: read.currentContext.flatMap { $0.isEmpty || $0 == "default" ? nil : $0 },
            logins: (read.auths ?? [:]).mapValues {
                Login(packed: $0.auth.map(Secret.init), identityToken: $0.identitytoken.map(Secret.init))
            },
            store: read.credsStore.flatMap { $0.isEmpty ? nil : $0 }, helpers: read.credHelpers ?? [:])
    }

    private struct Written: Decodable {
        struct Entry: Decodable {
            let auth: String?
            let identitytoken: String?
        }
        let auths: [String: Entry]?
        let credsStore: String?
        let credHelpers: [String: String]?
        let currentContext: String?
    }
}

import Basis
import Ports

/// A vault with two secrets. What it seals is unreadable enough for a test to see that it was sealed.
struct StageVault: Vault {
    static let password = "hunter2-swordfish"
    static let key = "two lines\nof a key file"

    struct Unknown: Error {}

    func secret(_ name: String) async throws -> Secret {
        switch name {
        case "database-password": Secret(StageVault.password)
        case "key": Secret(StageVault.key)
        default: throw Unknown()
        }
    }

    func seal(_ secret: Secret) async throws -> String {
        "sealed:" + secret.reveal().utf8.reversed().map { String($0, radix: 16) }.joined(separator: ".")
    }

    func open(_ sealed: String) async throws -> Secret {
        let bytes = sealed.dropFirst(7).split(separator: ".").compactMap { UInt8($0, radix: 16) }
        return Secret(String(decoding: bytes.reversed(), as: UTF8.self))
    }

    func fingerprint(_ secret: Secret) async throws -> String { "\(secret.reveal().utf8.count)" }
}

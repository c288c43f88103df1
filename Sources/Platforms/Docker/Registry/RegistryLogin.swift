package import Basis
internal import HTTP
internal import Seals

/// What a registry is shown to let us in.
package enum RegistryLogin: Sendable, Equatable {
    /// Nothing.
    case anonymous
    /// A user's name and password.
    case password(user: String, Secret)
    /// A token that stands for a user.
    case token(Secret)

    /// The login as the engine takes it along with a call.
    static func headers(_ login: RegistryLogin?) -> HTTPHeaders {
        var headers = HTTPHeaders()
        if let login { headers.add("X-Registry-Auth", login.field) }
        return headers
    }

    /// Logins by registry, as the engine takes them along with a build.
    static func headers(_ logins: [String: RegistryLogin]) -> HTTPHeaders {
        var headers = HTTPHeaders()
        if !logins.isEmpty {
            headers.add("X-Registry-Config", encoded(.object(logins.mapValues(\.value))))
        }
        return headers
    }

    private var field: Secret { RegistryLogin.encoded(value) }

    private var value: EngineValue {
        switch self {
        case .anonymous: [:]
        case .password(let user, let password): ["username": .text(user), "password": .secret(password)]
        case .token(let token): ["identitytoken": .secret(token)]
        }
    }

    /// Base 64 in the alphabet that is safe in an address.
    private static func encoded(_ value: EngineValue) -> Secret {
        let text = Base64.padded.encode(value.bytes()).map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: byte
            }
        }
        return Secret(String(decoding: text, as: UTF8.self))
    }
}

/// Where requests go and how the way there is protected.
package enum HTTPEndpoint: Hashable, Sendable {
    /// A host and port without protection.
    case http(host: String, port: UInt16)
    /// A host and port under TLS.
    case https(host: String, port: UInt16, TLSSettings)
    /// A socket in the file system, given by its path.
    case unix(path: String)
}

extension HTTPEndpoint: CustomStringConvertible {
    /// As a person writes it: `https://host:port`, `unix:///path`.
    package var description: String {
        switch self {
        case .http(let host, let port): "http://\(HTTPEndpoint.bracketed(host)):\(port)"
        case .https(let host, let port, _): "https://\(HTTPEndpoint.bracketed(host)):\(port)"
        case .unix(let path): "unix://\(path)"
        }
    }
}

extension HTTPEndpoint {
    /// What a URL begins with on the wire; behind a socket the host is a mere word.
    var base: String {
        switch self {
        case .http, .https: description
        case .unix: "http://localhost"
        }
    }

    /// What the `Host` field says.
    var hostField: String {
        switch self {
        case .http(let host, 80), .https(let host, 443, _): HTTPEndpoint.bracketed(host)
        case .http(let host, let port), .https(let host, let port, _):
            "\(HTTPEndpoint.bracketed(host)):\(port)"
        case .unix: "localhost"
        }
    }

    /// The protection, if any.
    var tls: TLSSettings? {
        if case .https(_, _, let tls) = self { tls } else { nil }
    }

    /// The longest path that fits `sockaddr_un` with its closing zero.
    private static let socketPathLimit = 107

    /// What makes the endpoint unusable, in words; nil if nothing does.
    var flaw: String? {
        switch self {
        case .http(let host, _), .https(let host, _, _):
            let isSound = host.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7a).contains($0.lowercasedASCII)
                    || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":")].contains(
                        $0)
            }
            return host.isEmpty || !isSound ? "the host is neither a name nor an address" : nil
        case .unix(let path):
            if path.utf8.contains(0) || path.isEmpty {
                return "the socket's path is empty or holds a zero byte"
            }
            let limit = HTTPEndpoint.socketPathLimit
            return path.utf8.count > limit ? "the socket's path is longer than \(limit) bytes" : nil
        }
    }

    /// An IPv6 address needs brackets before a port.
    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

/// Where a URL leads: a host, and what stands before every path there.
struct WebPlace: Hashable, Sendable {
    let isSecure: Bool
    let host: String
    let port: UInt16
    /// Percent-encoded, beginning with a slash; `/` where the URL names no path.
    let path: String

    init(isSecure: Bool = false, host: String, port: UInt16, path: String = "/") {
        (self.isSecure, self.host, self.port) = (isSecure, host, port)
        self.path = WebPlace.encoded(path.hasPrefix("/") ? path : "/\(path)")
    }

    /// Reads `http://host:port/path?query`. Nil for another scheme, user information, or what is no host.
    init?(_ url: String) {
        let isSecure: Bool
        var rest: Substring
        switch url.prefix(8).lowercased() {
        case "https://": (isSecure, rest) = (true, url.dropFirst(8))
        case let start where start.hasPrefix("http://"): (isSecure, rest) = (false, url.dropFirst(7))
        default: return nil
        }
        rest = rest.prefix { $0 != "#" }
        let authority = rest.prefix { !"/?".contains($0) }
        let path = String(rest.dropFirst(authority.count))
        guard !authority.contains("@"), let (host, port) = WebPlace.hostAndPort(authority) else { return nil }
        self.init(isSecure: isSecure, host: host, port: port ?? (isSecure ? 443 : 80), path: path)
    }

    /// A place below this one: its path behind ours.
    func below(_ path: String) -> WebPlace {
        let base = self.path.hasSuffix("/") ? String(self.path.dropLast()) : self.path
        return WebPlace(
            isSecure: isSecure, host: host, port: port,
            path: path.hasPrefix("/") || path.hasPrefix("?") ? base + path : "\(base)/\(path)")
    }

    /// What the `Host` field says.
    var hostField: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    private static func hostAndPort(_ authority: Substring) -> (String, UInt16?)? {
        var (host, rest) = (authority, Substring())
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<close]
            rest = authority[authority.index(after: close)...]
        } else if let colon = authority.firstIndex(of: ":") {
            (host, rest) = (authority[..<colon], authority[colon...])
        }
        guard !host.isEmpty else { return nil }
        if rest.isEmpty { return (String(host), nil) }
        guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
        return (String(host), port)
    }

    /// What a request line cannot carry, percent-encoded; what is encoded already stays as it is.
    private static func encoded(_ path: String) -> String {
        path.utf8.reduce(into: "") { text, byte in
            if (0x21...0x7e).contains(byte), byte != UInt8(ascii: "#") {
                text.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}

extension WebPlace: CustomStringConvertible {
    /// The URL without what its query holds.
    var description: String {
        let isUsual = port == (isSecure ? 443 : 80)
        let name = host.contains(":") ? "[\(host)]" : host
        let shown = path.prefix { $0 != "?" }
        return "\(isSecure ? "https" : "http")://\(name)\(isUsual ? "" : ":\(port)")"
            + shown + (shown.count < path.count ? "?…" : "")
    }
}

package import Basis

/// Where an upstream repository is: a path, or a `file`, `https` or `ssh` URL, or `user@host:path`.
///
/// User information never stays in what is shown: a password in a URL becomes a `Secret` beside it.
package struct RemoteAddress: Hashable, Sendable {
    /// How the other side is reached.
    package enum Way: Hashable, Sendable {
        /// A repository on this machine, by its absolute path.
        case file(path: String)
        /// A server that speaks git over TLS.
        case https(host: String, port: Int?, path: String)
        /// A server that runs `git-upload-pack` over ssh.
        case ssh(host: String, port: Int, path: String)
    }

    /// How the other side is reached.
    package let way: Way
    /// The user named in the address, if any.
    package let user: String?
    private let carried: String?

    /// The password that stood in the address, if any: taken out of everything that is shown.
    package var password: Secret? { carried.map(Secret.init) }

    /// Reads an address. Plain `http` and `git` are refused: neither proves who answers.
    package init(_ text: String) throws(GitError) {
        if text.hasPrefix("/") {
            self.init(way: .file(path: text))
            return
        }
        guard text.utf8.count <= 4096, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
            throw .badAddress(
                shown: "(unprintable)", why: "it is too long, or holds spaces or control characters")
        }
        guard let separator = RemoteAddress.schemeEnd(text) else {
            try self.init(short: text)
            return
        }
        let scheme = text[..<separator].lowercased()
        let rest = text[separator...].dropFirst(3)
        let authority = rest.prefix { $0 != "/" }
        let path = String(rest.dropFirst(authority.count))
        let shown = "\(scheme)://\(authority.split(separator: "@").last ?? "")\(path)"
        if scheme == "file" {
            guard authority.isEmpty || authority == "localhost", let decoded = RemoteAddress.decoded(path),
                decoded.hasPrefix("/")
            else { throw .badAddress(shown: shown, why: "a file URL has three slashes and an absolute path") }
            self.init(way: .file(path: decoded))
            return
        }
        let (user, password, place) = RemoteAddress.split(authority)
        guard let (host, port) = RemoteAddress.hostAndPort(place), !path.isEmpty, path != "/" else {
            throw .badAddress(shown: shown, why: "it needs a host and a path")
        }
        switch scheme {
        case "https":
            guard !path.contains("?"), !path.contains("#") else {
                throw .badAddress(shown: "https://\(place)/…", why: "it has a query or a fragment")
            }
            self.init(way: .https(host: host, port: port, path: path), user: user, carried: password)
        case "ssh", "git+ssh", "ssh+git":
            self.init(way: .ssh(host: host, port: port ?? 22, path: path), user: user, carried: password)
        default:
            throw .badAddress(shown: shown, why: "only https, ssh, file and paths are spoken, not \(scheme)")
        }
    }

    private init(way: Way, user: String? = nil, carried: String? = nil) {
        (self.way, self.user, self.carried) = (way, user, carried)
    }

    /// `user@host:path`, as git and scp write it.
    private init(short text: String) throws(GitError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, !parts[0].contains("/") else {
            throw .badAddress(shown: text, why: "a path must begin with a slash, a URL with its scheme")
        }
        let (user, password, host) = RemoteAddress.split(parts[0])
        guard !host.isEmpty, !host.hasPrefix("-"), password == nil else {
            throw .badAddress(shown: "\(host):\(parts[1])", why: "it needs the form user@host:path")
        }
        self.init(way: .ssh(host: host, port: 22, path: String(parts[1])), user: user)
    }

    private static func schemeEnd(_ text: String) -> String.Index? {
        let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+") }
        return text[scheme.endIndex...].hasPrefix("://") && !scheme.isEmpty ? scheme.endIndex : nil
    }

    private static func split(_ authority: Substring) -> (user: String?, password: String?, place: String) {
        guard let at = authority.lastIndex(of: "@") else { return (nil, nil, String(authority)) }
        let info = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let place = String(authority[authority.index(after: at)...])
        let user = info.first.flatMap { decoded($0) }
        return (user, info.count == 2 ? decoded(info[1]) : nil, place)
    }

    private static func hostAndPort(_ place: String) -> (String, Int?)? {
        var (host, rest) = (place[...], ""[...])
        if place.hasPrefix("["), let close = place.firstIndex(of: "]") {
            host = place[place.index(after: place.startIndex)..<close]
            rest = place[place.index(after: close)...]
        } else if let colon = place.firstIndex(of: ":") {
            (host, rest) = (place[..<colon], place[colon...])
        }
        guard !host.isEmpty, !host.hasPrefix("-") else { return nil }
        if rest.isEmpty { return (String(host), nil) }
        guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
        return (String(host), Int(port))
    }

    /// Percent-decoding; nil if it is malformed or does not give UTF-8 without NUL.
    private static func decoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}

extension RemoteAddress: CustomStringConvertible {
    /// The address without user, password or token.
    package var description: String {
        switch way {
        case .file(let path): path
        case .https(let host, let port, let path):
            "https://\(named(host))\(port.map { ":\($0)" } ?? "")\(path)"
        case .ssh(let host, let port, let path):
            "ssh://\(named(host))\(port == 22 ? "" : ":\(port)")\(path.hasPrefix("/") ? "" : "/")\(path)"
        }
    }

    private func named(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

extension RemoteAddress: CustomReflectable {
    /// A mirror that shows what the description shows, so that a dump reveals no password.
    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}

internal import Basis

/// An address as kubeconfigs write it: `https://host:port/path`, a host alone, or one with a user.
struct ServerAddress: Hashable, Sendable {
    let isProtected: Bool
    let host: String
    let port: UInt16
    /// Without a slash at its end.
    let path: String
    let user: String?
    let password: Secret?

    /// Reads an address; nil if it is none.
    init?(_ text: String) {
        var rest = text[...]
        var isProtected = false
        if rest.hasPrefix("https://") {
            (isProtected, rest) = (true, rest.dropFirst(8))
        } else if rest.hasPrefix("http://") {
            rest = rest.dropFirst(7)
        } else if rest.contains("://") {
            return nil
        }
        let authority = rest.prefix { $0 != "/" }
        var path = rest.dropFirst(authority.count)
        guard !path.contains("?"), !path.contains("#") else { return nil }
        while path.last == "/" { path.removeLast() }
        var place = authority
        var (user, password): (String?, Secret?)
        if let at = authority.lastIndex(of: "@") {
            let pair = authority[..<at].split(separator: ":", maxSplits: 1)
            user = pair.first.map(String.init)
            password = pair.dropFirst().first.map { Secret(String($0)) }
            place = authority[authority.index(after: at)...]
        }
        var port: UInt16 = isProtected ? 443 : 80
        if let colon = place.lastIndex(of: ":"), !place[colon...].contains("]") {
            guard let number = UInt16(place[place.index(after: colon)...]) else { return nil }
            (port, place) = (number, place[..<colon])
        }
        if place.first == "[", place.last == "]" { place = place.dropFirst().dropLast() }
        guard !place.isEmpty, !place.contains(" ") else { return nil }
        (self.isProtected, host, self.port) = (isProtected, String(place), port)
        (self.path, self.user, self.password) = (String(path), user, password)
    }
}

extension ServerAddress {
    static func == (left: ServerAddress, right: ServerAddress) -> Bool {
        left.host == right.host && left.port == right.port && left.path == right.path
            && left.isProtected == right.isProtected && left.user == right.user
            && left.password == right.password
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(host)
        hasher.combine(port)
    }
}

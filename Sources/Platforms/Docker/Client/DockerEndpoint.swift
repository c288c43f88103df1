package import HTTP

/// Where a container engine listens, as `DOCKER_HOST` says it.
package enum DockerEndpoint {
    /// Where an engine listens that nobody has said anything about.
    package static let usualSocket = "/var/run/docker.sock"
    private static let usualPort: UInt16 = 2375
    private static let usualProtectedPort: UInt16 = 2376

    /// Reads `unix://PATH` or `tcp://HOST[:PORT]`; nothing, or an empty text, is the usual socket.
    ///
    /// Whether it is protected decides on the port where none is written.
    package static func reading(
        _ text: String?, isProtected: Bool = false
    ) throws(DockerFailure) -> HTTPEndpoint {
        guard let text, !text.isEmpty else { return .unix(path: usualSocket) }
        if let path = text.rest(behind: "unix://"), path.hasPrefix("/") { return .unix(path: path) }
        guard let address = text.rest(behind: "tcp://"), let endpoint = host(address, isProtected) else {
            throw DockerFailure(.badHost, at: text, why: "it is neither unix://PATH nor tcp://HOST:PORT")
        }
        return endpoint
    }

    private static func host(_ address: String, _ isProtected: Bool) -> HTTPEndpoint? {
        var rest = address[...]
        if rest.last == "/" { rest.removeLast() }
        var host = rest
        var port = isProtected ? usualProtectedPort : usualPort
        // What stands behind the last colon is a port, unless the colon is one of a bracketed address.
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
            guard let number = UInt16(rest[rest.index(after: colon)...]) else { return nil }
            (host, port) = (rest[..<colon], number)
        }
        if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
        return host.isEmpty || host.contains("/") ? nil : .http(host: String(host), port: port)
    }
}

extension String {
    fileprivate func rest(behind prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}

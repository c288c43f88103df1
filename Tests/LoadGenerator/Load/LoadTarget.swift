/// Where the requests go, and what they ask for.
package struct LoadTarget: Hashable, Sendable {
    /// What is connected to.
    package enum Endpoint: Hashable, Sendable {
        /// A host, by name or address, and its port.
        case tcp(host: String, port: UInt16)
        /// The path of a socket.
        case unix(path: String)
    }

    /// What is connected to.
    package let endpoint: Endpoint
    /// Path and query.
    package let path: String

    /// Makes a target.
    package init(_ endpoint: Endpoint, path: String = "/") { (self.endpoint, self.path) = (endpoint, path) }

    /// Reads `http://HOST[:PORT][/PATH]` or `unix:SOCKET[:/PATH]`; nil for anything else.
    package init?(url: String) {
        if url.hasPrefix("unix:") {
            let parts = url.dropFirst(5).split(separator: ":", maxSplits: 1)
            guard let socket = parts.first else { return nil }
            self.init(.unix(path: String(socket)), path: parts.count == 2 ? String(parts[1]) : "/")
            return
        }
        guard url.hasPrefix("http://") else { return nil }
        let rest = url.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count)
        let sides = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = sides.first, !host.isEmpty, sides.count <= 2 else { return nil }
        guard let port = sides.count == 2 ? UInt16(sides[1]) : 80 else { return nil }
        self.init(
            .tcp(host: String(host), port: port), path: path.first == "/" ? String(path) : "/\(path)")
    }

    /// What the Host header says.
    package var authority: String {
        switch endpoint {
        case .tcp(let host, let port): port == 80 ? host : "\(host):\(port)"
        case .unix: "localhost"
        }
    }
}

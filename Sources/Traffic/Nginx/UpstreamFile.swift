internal import Ports

/// The file with the servers of one upstream, which the upstream's block includes. All of it is Belay's.
struct UpstreamFile: Hashable {
    /// One server; its name stands behind it as a comment.
    struct Server: Hashable {
        let name: String
        let host: String
        let port: Int
        var weight: Int
    }

    private static let head = "# Written by Belay. What is changed here by hand does not stay.\n"

    var servers: [Server] = []

    init() {}

    /// Reads `server HOST:PORT weight=N; # NAME`. Nil if there is anything else that is no comment.
    init?(_ text: String) {
        for line in text.split(separator: "\n") {
            let bare = line.drop { $0 == " " || $0 == "\t" }
            if bare.isEmpty || bare.hasPrefix("#") { continue }
            guard let server = UpstreamFile.server(bare) else { return nil }
            servers.append(server)
        }
    }

    private static func server(_ line: Substring) -> Server? {
        let parts = line.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let words = parts[0].split(separator: " ")
        guard words.count >= 2, words[0] == "server", let colon = words[1].lastIndex(of: ":"),
            let port = Int(words[1][words[1].index(after: colon)...])
        else { return nil }
        let host = words[1][..<colon].filter { $0 != "[" && $0 != "]" }
        let weight = words.dropFirst(2).first { $0.hasPrefix("weight=") }.flatMap { Int($0.dropFirst(7)) }
        let comment = parts[1].drop { $0 == " " || $0 == "#" }
        let name = comment.isEmpty ? String(words[1]) : String(comment)
        return Server(name: name, host: String(host), port: port, weight: weight ?? 1)
    }

    /// The whole file. An upstream without servers is none, so a place that refuses takes theirs.
    var text: String {
        guard !servers.isEmpty else { return UpstreamFile.head + "server 127.0.0.1:1 down;\n" }
        return UpstreamFile.head
            + servers.map { server in
                let host = server.host.contains(":") ? "[\(server.host)]" : server.host
                return "server \(host):\(server.port) weight=\(server.weight); # \(server.name)\n"
            }.joined()
    }

    mutating func take(_ change: RouteChange) {
        switch change {
        case .admit(let endpoint, let name, let weight):
            servers.removeAll { $0.name == name }
            servers.append(
                Server(name: name, host: endpoint.host, port: endpoint.port, weight: max(weight, 1)))
        case .drain(let name), .remove(let name): servers.removeAll { $0.name == name }
        }
    }
}

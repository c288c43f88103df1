/// The servers in a switch's file, between the marks that are Belay's; everything else stays as it is.
package struct ServerLines: Hashable, Sendable {
    /// One server: its name, and what stands behind the name.
    struct Server: Hashable {
        let name: String
        var rest: String
    }

    private let before: String
    private let after: String
    private let indent: String
    private(set) var servers: [Server] = []

    /// Reads a file; nil if it does not have both marks once, in order.
    init?(_ text: String, backend: String) {
        let (begin, end) = (ServerLines.begin(backend), ServerLines.end(backend))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.indices.filter { lines[$0].drop { $0 == " " || $0 == "\t" } == begin }
        let last = lines.indices.filter { lines[$0].drop { $0 == " " || $0 == "\t" } == end }
        guard first.count == 1, last.count == 1, first[0] < last[0] else { return nil }
        before = lines[...first[0]].joined(separator: "\n")
        after = lines[last[0]...].joined(separator: "\n")
        indent = String(lines[first[0]].prefix { $0 == " " || $0 == "\t" })
        for line in lines[(first[0] + 1)..<last[0]] {
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count == 3, words[0] == "server" else { continue }
            servers.append(Server(name: String(words[1]), rest: String(words[2])))
        }
    }

    /// The mark before the servers of a backend.
    package static func begin(_ backend: String) -> String { "# belay: servers of \(backend)" }
    /// The mark behind them.
    package static func end(_ backend: String) -> String { "# belay: end of \(backend)" }

    /// The whole file.
    var text: String {
        let lines = servers.map { "\(indent)server \($0.name) \($0.rest)" }
        return ([before] + lines + [after]).joined(separator: "\n")
    }

    mutating func put(_ name: String, _ rest: String) {
        if let index = servers.firstIndex(where: { $0.name == name }) {
            servers[index].rest = rest
        } else {
            servers.append(Server(name: name, rest: rest))
        }
    }

    mutating func weigh(_ name: String, _ weight: Int) {
        guard let index = servers.firstIndex(where: { $0.name == name }) else { return }
        var words = servers[index].rest.split(separator: " ").map(String.init)
        if let place = words.firstIndex(of: "weight"), words.indices.contains(place + 1) {
            words[place + 1] = String(weight)
        } else {
            words.append("weight \(weight)")
        }
        servers[index].rest = words.joined(separator: " ")
    }

    mutating func remove(_ name: String) { servers.removeAll { $0.name == name } }
}

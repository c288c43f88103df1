/// One request, read whole.
struct Request {
    var method: String
    var path: String
    var query: [String: String]
    /// Names in lower case.
    ///
    /// A repeated header keeps its last value: enough for a server of tests.
    var headers: [String: String]
    var minorVersion: Int
    var body: [UInt8] = []

    /// Reads the head without its blank line; nil if it is none.
    init?(head: ArraySlice<UInt8>) {
        let lines = String(decoding: head, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        guard let first = lines.first else { return nil }
        let words = first.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, words[1].first == "/" else { return nil }
        guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else { return nil }
        method = String(words[0])
        minorVersion = words[2].last == "1" ? 1 : 0
        let parts = words[1].split(separator: "?", maxSplits: 1)
        path = String(parts[0])
        query = [:]
        for pair in parts.dropFirst().joined().split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            if let name = sides.first { query[String(name)] = sides.count == 2 ? String(sides[1]) : "" }
        }
        headers = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers[line[..<colon].lowercased()] = String(value)
        }
        guard minorVersion == 0 || headers["host"] != nil else { return nil }
    }

    /// Whether the client wants the connection to stay.
    var keepsAlive: Bool {
        let wish = headers["connection"]?.lowercased() ?? ""
        return minorVersion == 1 ? wish != "close" : wish == "keep-alive"
    }

    /// A number out of the query.
    func number(_ name: String) -> Int? { query[name].flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil } }
}

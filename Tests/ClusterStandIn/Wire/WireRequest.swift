/// A request as it came over the wire.
struct WireRequest: Sendable {
    let method: String
    /// The path, its percent signs resolved, in parts.
    let path: [String]
    let query: [(name: String, value: String)]
    /// By names in small letters; of two under one name the first.
    let headers: [String: String]
    var body: [UInt8] = []

    /// Every header of one name, in order.
    let repeated: [(name: String, value: String)]

    /// Reads a head; nil if it is none.
    init?(head: String) {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return nil }
        method = String(words[0])
        let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = target[0].split(separator: "/").map { WireRequest.decoded($0) }
        query = (target.count > 1 ? target[1] : "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? WireRequest.decoded(sides[1].replacing("+", with: " ")) : ""
            return (WireRequest.decoded(sides[0]), value)
        }
        repeated = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        headers = Dictionary(repeated.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The first value of a name in the query.
    func asked(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// Whether a name in the query says yes.
    func isAsked(_ name: String) -> Bool { ["true", "1", "True"].contains(asked(name) ?? "") }

    private static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

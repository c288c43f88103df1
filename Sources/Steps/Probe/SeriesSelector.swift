/// A series in the text format of metrics: `http_requests_total{code="500"}`. Labels that are not named may
/// be anything.
struct SeriesSelector: Hashable, Sendable {
    private let name: Substring
    private let labels: [String: String]

    /// Reads a selector; nil if it is none.
    init?(_ text: String) {
        guard let (name, labels, rest) = SeriesSelector.series(text[...]), rest.allSatisfy(\.isWhitespace)
        else {
            return nil
        }
        (self.name, self.labels) = (name, labels)
    }

    /// The values of every series of a page that it selects, as they are written.
    func values(in page: String) -> [String] {
        page.split(whereSeparator: \.isNewline).compactMap { line in
            guard line.hasPrefix(name), let (found, labels, rest) = SeriesSelector.series(line),
                found == name,
                self.labels.allSatisfy({ labels[$0.key] == $0.value })
            else { return nil }
            // A timestamp may follow.
            return rest.split(separator: " ").first.map(String.init)
        }
    }

    /// Name, labels, and what follows them.
    private static func series(_ line: Substring) -> (Substring, [String: String], Substring)? {
        let name = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") }
        guard !name.isEmpty else { return nil }
        var rest = line[name.endIndex...]
        guard rest.first == "{" else { return (name, [:], rest) }
        rest = rest.dropFirst()
        var labels: [String: String] = [:]
        while true {
            rest = rest.drop { $0 == " " || $0 == "," }
            if rest.first == "}" { return (name, labels, rest.dropFirst()) }
            let key = rest.prefix { $0 != "=" && $0 != "}" }
            rest = rest[key.endIndex...].dropFirst()
            guard rest.first == "\"", let (value, after) = quoted(rest.dropFirst()) else { return nil }
            labels[key.split(separator: " ").joined()] = value
            rest = after
        }
    }

    private static func quoted(_ text: Substring) -> (String, Substring)? {
        var (value, rest) = ("", text)
        while let character = rest.popFirst() {
            switch character {
            case "\"": return (value, rest)
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                value.append(escaped == "n" ? "\n" : escaped)
            default: value.append(character)
            }
        }
        return nil
    }
}

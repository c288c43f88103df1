internal import Basis
internal import Seals

/// What a database answered to the question for its structure.
struct SchemaAnswer: Hashable {
    /// Each object with a hash over everything that is said of it.
    let objects: [String: String]
    /// Rows written so far, as it counts them.
    let rows: Int64?
    /// How many others are changing the structure.
    let busy: Int

    /// Reads `object|part|hash` lines.
    init(_ text: String) {
        var parts: [String: [String]] = [:]
        var (rows, busy) = (Int64?.none, 0)
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: "|", omittingEmptySubsequences: false)
            guard words.count >= 3, let last = words.last else { continue }
            switch words[0] {
            case "rows" where words[1].isEmpty: rows = Int64(last)
            case "busy" where words[1].isEmpty: busy = Int(last) ?? 0
            default: parts[String(words[0]), default: []].append(String(line))
            }
        }
        objects = parts.mapValues { lines in
            SHA256.digest(of: Array(lines.sorted().joined(separator: "\n").utf8)).short
        }
        (self.rows, self.busy) = (rows, busy)
    }

    /// The names of its tables, for databases that count nothing by themselves.
    var tables: [String] {
        objects.keys.filter { $0.hasPrefix("table ") }.map { String($0.dropFirst(6)) }.sorted()
    }
}

import Basis
import YAML

/// Makes the nodes of a file: variables replaced in values, keys checked, tags kept.
struct ComposeTree {
    /// All texts of a project together may grow to this by their variables: it is what a file may have.
    private static let mostExpanded = 16 << 20

    let directory: String
    let variables: VariableTable
    let lines: ComposeLines
    private var expanded = 0
    /// Whether anything is to be taken away from what stands before.
    private(set) var hasResets = false

    init(directory: String, variables: VariableTable, lines: ComposeLines) {
        (self.directory, self.variables, self.lines) = (directory, variables, lines)
    }

    /// A node with all that is in it.
    mutating func node(_ site: YAMLNode, _ reading: inout ComposeReading) -> ComposeNode {
        if site.tag == "!reset" { hasResets = true }
        switch site.kind {
        case .scalar:
            return scalar(site, &reading)
        case .sequence:
            var items: [ComposeNode] = []
            for (index, item) in (site.sequence ?? []).enumerated() {
                items.append(reading.at(.index(index)) { node(item, &$0) })
            }
            return ComposeNode(.sequence(items), at: site, in: directory)
        case .mapping:
            var entries: [ComposeEntry] = []
            for entry in site.mapping?.entries ?? [] {
                guard let key = key(entry.key, &reading) else { continue }
                let value = reading.at(.key(key)) { node(entry.value, &$0) }
                entries.append(ComposeEntry(key: key, site: entry.key, value: value))
            }
            return ComposeNode(.mapping(entries), at: site, in: directory)
        }
    }

    private func key(_ site: YAMLNode, _ reading: inout ComposeReading) -> String? {
        switch site.scalar {
        case .string(let key): return key
        case .int, .float, .bool:
            // Compose wants text for a key; these are written alike, so nothing is lost by taking them so.
            return site.text
        default:
            reading.report(
                .wrongType, "a key must be a text, found \(site.meaning)", at: site,
                remedy: "Write a name, or put the key in quotes.")
            return nil
        }
    }

    private mutating func scalar(_ site: YAMLNode, _ reading: inout ComposeReading) -> ComposeNode {
        guard let text = site.text, !site.isNull else { return ComposeNode(.null, at: site, in: directory) }
        guard text.utf8.contains(UInt8(ascii: "$")) else {
            return ComposeNode(.scalar(text), at: site, in: directory)
        }
        let value = variables.expand(text, at: site, &reading)
        lines.note(text, at: site.span)
        expanded += value.utf8.count
        guard expanded <= ComposeTree.mostExpanded else {
            reading.report(
                .tooLarge, "the values of variables make the project too large", at: site,
                remedy: "Use shorter values, or fewer of them.")
            return ComposeNode(.scalar(""), at: site, in: directory, written: text)
        }
        return ComposeNode(.scalar(value), at: site, in: directory, written: text)
    }
}

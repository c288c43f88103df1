package import Basis

/// The keys and values of a mapping, in order: its own as written, then those that merge keys bring in.
///
/// A key of its own wins over a merged one; of several merged mappings the first that has a key wins.
package struct YAMLMapping: Sendable {
    /// A key with its value.
    package struct Entry: Sendable {
        /// The key.
        package let key: YAMLNode
        /// The value.
        package let value: YAMLNode
        /// Whether a merge key brought it in.
        package let isMerged: Bool
    }

    /// Where the mapping is written.
    package let span: Span
    /// All entries.
    package let entries: [Entry]

    init(of node: YAMLNode) {
        span = node.span
        entries = node.record.merges ? YAMLMapping.merged(node) : YAMLMapping.written(node).own
    }

    /// The value of the key with this text.
    ///
    /// It looks through all entries: keys are few.
    package subscript(_ name: String) -> YAMLNode? { entry(name)?.value }

    /// The key with this text, and its value.
    package func entry(_ name: String) -> Entry? { entries.first { $0.key.hasText(name) } }

    private static func written(_ node: YAMLNode) -> (own: [Entry], sources: [YAMLNode]) {
        let tree = node.tree
        var own: [Entry] = []
        var sources: [YAMLNode] = []
        own.reserveCapacity(Int(node.record.count) / 2)
        var index = node.index + 1
        while index < node.record.next {
            let key = YAMLNode(tree: tree, at: index)
            let value = YAMLNode(tree: tree, at: tree.records[Int(index)].next)
            index = tree.records[Int(value.site)].next
            if node.record.merges, key.isMergeKey {
                sources += value.sequence ?? [value]
            } else {
                own.append(Entry(key: key, value: value, isMerged: false))
            }
        }
        return (own, sources)
    }

    private static func merged(_ node: YAMLNode) -> [Entry] {
        var (entries, sources) = written(node)
        var seen = Set(entries.map(\.key.identity))
        for source in sources {
            for entry in source.mapping?.entries ?? [] where seen.insert(entry.key.identity).inserted {
                entries.append(Entry(key: entry.key, value: entry.value, isMerged: true))
            }
        }
        return entries
    }
}

extension YAMLNode {
    /// A plain `<<`, the merge key of YAML 1.1; quoted it is a key like any other.
    var isMergeKey: Bool {
        guard record.kind == .scalar else { return false }
        return tag == "!!merge" || record.tag == 0 && record.style == .plain && hasText("<<")
    }

    /// What makes two keys the same: their text, or all content of a key that is a collection.
    fileprivate var identity: YAMLValue { text.map(YAMLValue.string) ?? value }

    fileprivate func hasText(_ name: String) -> Bool {
        let record = record
        return record.kind == .scalar && Int(record.count) == name.utf8.count
            && tree.withText(of: record) { $0.elementsEqual(name.utf8) }
    }
}

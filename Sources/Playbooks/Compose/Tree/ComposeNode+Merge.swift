import YAML

extension ComposeNode {
    /// This node with a later one put over it.
    ///
    /// `!override` puts the later one in its place, nothing at all leaves this one; `!reset` is followed
    /// where mappings are joined.
    func merged(with later: ComposeNode, by rule: MergeRule) -> ComposeNode {
        if later.site.tag == "!override" { return later }
        if later.isNull { return self }
        switch rule {
        case .replace: return later
        case .list: return joined(later.asList, to: asList, at: later)
        case .keyed: return asKeyed.merged(with: later.asKeyed, by: .each(.replace))
        case .names(let inner): return asNames.merged(with: later.asNames, by: .each(inner))
        case .short(let key, let inner):
            return asMapping(key).merged(with: later.asMapping(key), by: inner)
        case .logging: return mergedLogging(with: later)
        case .by(let key): return merged(with: later, by: key)
        case .usual, .keys, .each: break
        }
        switch (content, later.content) {
        case (.mapping(let entries), .mapping(let others)):
            return later.with(.mapping(ComposeNode.merge(entries, with: others, by: rule)))
        case (.sequence(let items), .sequence(let others)):
            return joined(others, to: items, at: later)
        default:
            return later
        }
    }

    private static func merge(
        _ entries: [ComposeEntry], with others: [ComposeEntry], by rule: MergeRule
    ) -> [ComposeEntry] {
        var result = entries
        var places: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { places[entry.key] = index }
        var removed: Set<String> = []
        for other in others {
            if other.value.site.tag == "!reset" {
                removed.insert(other.key)
            } else if let index = places[other.key] {
                result[index].value = result[index].value.merged(
                    with: other.value, by: rule.rule(for: other.key))
            } else {
                places[other.key] = result.count
                result.append(other)
            }
        }
        return removed.isEmpty ? result : result.filter { !removed.contains($0.key) }
    }

    /// The same without what `!reset` takes away: for a file that nothing stands before.
    func withoutResets() -> ComposeNode {
        switch content {
        case .mapping(let entries):
            let kept = entries.filter { $0.value.site.tag != "!reset" }
            return with(
                .mapping(
                    kept.map { ComposeEntry(key: $0.key, site: $0.site, value: $0.value.withoutResets()) }))
        case .sequence(let items):
            return with(.sequence(items.filter { $0.site.tag != "!reset" }.map { $0.withoutResets() }))
        default:
            return self
        }
    }

    private func joined(_ later: [ComposeNode], to earlier: [ComposeNode], at site: ComposeNode)
        -> ComposeNode
    {
        site.with(.sequence(earlier + later))
    }

    private func mergedLogging(with later: ComposeNode) -> ComposeNode {
        let (one, other) = (self["driver"]?.text, later["driver"]?.text)
        guard one == nil || other == nil || one == other else { return later }
        return merged(with: later, by: .usual)
    }

    /// Lists of mappings, joined where the value of a key is the same.
    private func merged(with later: ComposeNode, by key: String) -> ComposeNode {
        guard var items = sequence, let others = later.sequence else { return later }
        for other in others {
            let name = other[key]?.text
            if let name, let index = items.firstIndex(where: { $0[key]?.text == name }) {
                items[index] = items[index].merged(with: other, by: .usual)
            } else {
                items.append(other)
            }
        }
        return later.with(.sequence(items))
    }
}

// The long forms of what may be written short.
extension ComposeNode {
    /// A list, or one item as a list.
    var asList: [ComposeNode] {
        switch content {
        case .sequence(let items): items
        case .null: []
        default: [self]
        }
    }

    /// A mapping made from `NAME=value` items; what is no such item is left for its reader to complain of.
    var asKeyed: ComposeNode {
        guard let items = sequence, items.allSatisfy({ $0.text != nil }) else { return self }
        var entries: [ComposeEntry] = []
        var places: [String: Int] = [:]
        for item in items {
            let entry = item.keyedEntry
            if let index = places[entry.key] {
                entries[index] = entry
            } else {
                places[entry.key] = entries.count
                entries.append(entry)
            }
        }
        return with(.mapping(entries))
    }

    /// What a `NAME=value` item says.
    var keyedEntry: ComposeEntry {
        let text = text ?? ""
        guard let mark = text.firstIndex(of: "=") else {
            return ComposeEntry(key: text, site: site, value: with(.null), written: written)
        }
        let shown = written.map { whole in
            whole.firstIndex(of: "=").map { String(whole[whole.index(after: $0)...]) } ?? whole
        }
        return ComposeEntry(
            key: String(text[..<mark]), site: site,
            value: part(text[text.index(after: mark)...], written: shown),
            written: written.map { String($0.prefix { $0 != "=" }) })
    }

    /// A mapping made from a list of names.
    var asNames: ComposeNode {
        guard let items = sequence, items.allSatisfy({ $0.text != nil }) else { return self }
        var seen: Set<String> = []
        var entries: [ComposeEntry] = []
        for item in items where seen.insert(item.text ?? "").inserted {
            entries.append(
                ComposeEntry(
                    key: item.text ?? "", site: item.site, value: item.with(.null), written: item.written))
        }
        return with(.mapping(entries))
    }

    /// A mapping with one key, made from a text.
    private func asMapping(_ key: String) -> ComposeNode {
        guard text != nil else { return self }
        return with(.mapping([ComposeEntry(key: key, site: site, value: self)]))
    }
}

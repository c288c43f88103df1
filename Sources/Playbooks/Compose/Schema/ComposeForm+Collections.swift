import Basis
import Updates

extension ComposeForm {
    /// A list of the same; every item is read, whatever is wrong with the others.
    static func list<Item>(_ item: ComposeForm<Item>) -> ComposeForm where Value == [Item] {
        ComposeForm { node, reading in
            guard let nodes = node.sequence else {
                reading.expected("a list", at: node)
                return nil
            }
            var items: [Item] = []
            for (index, node) in nodes.enumerated() {
                if let value = reading.at(.index(index), { item.read(node, &$0) }) { items.append(value) }
            }
            return items
        }
    }

    /// A list, or one item alone.
    static func listOrOne<Item>(_ item: ComposeForm<Item>) -> ComposeForm where Value == [Item] {
        let list = ComposeForm<[Item]>.list(item)
        return ComposeForm { node, reading in
            if node.text != nil { return item.read(node, &reading).map { [$0] } }
            return list.read(node, &reading)
        }
    }

    /// Names of the writer's own, each with the same kind of value, in the order written.
    static func map<Item>(
        _ item: @escaping @Sendable (Located<String>, ComposeNode, inout ComposeReading) -> Item?
    ) -> ComposeForm where Value == [Item] {
        ComposeForm { node, reading in
            guard let entries = node.mapping else {
                reading.expected("a mapping of names to settings", at: node)
                return nil
            }
            var all: [Item] = []
            for entry in entries where !entry.key.hasPrefix("x-") {
                let name = Located(entry.key, at: entry.span)
                let value = reading.at(.key(entry.shown)) { item(name, entry.value, &$0) }
                if let value { all.append(value) }
            }
            return all
        }
    }
}

extension ComposeForm where Value == [Named<Located<ComposeText>>] {
    /// `NAME=value` items or a mapping; the last of a name wins.
    static var keyed: ComposeForm {
        ComposeForm { node, reading in
            guard let entries = ComposeForm.keyedEntries(node, &reading) else { return nil }
            return entries.compactMap { entry in
                let text = reading.at(.key(entry.shown)) {
                    ComposeForm<Located<ComposeText>>.words.read(entry.value, &$0)
                }
                return text.map { Named(name: Located(entry.key, at: entry.span), value: $0) }
            }
        }
    }
}

extension ComposeForm {
    /// The entries of `NAME=value` items or of a mapping, what is neither reported.
    static func keyedEntries(_ node: ComposeNode, _ reading: inout ComposeReading) -> [ComposeEntry]? {
        if let entries = node.asKeyed.mapping { return entries }
        guard let items = node.sequence else {
            if node.isNull { return [] }
            reading.expected("a mapping, or a list of NAME=value", at: node)
            return nil
        }
        for (index, item) in items.enumerated() where item.text == nil {
            let key = item.mapping?.first?.key ?? "NAME"
            reading.at(.index(index)) {
                $0.report(
                    .mixedStyles, "\(item.meaning) inside a list of NAME=value", at: item,
                    remedy: "Write `- \(key)=value`, or drop the dashes everywhere.")
            }
        }
        return items.filter { $0.text != nil && !($0.text ?? "").isEmpty }.map(\.keyedEntry)
    }
}

extension ComposeForm where Value == Located<[ComposeText]> {
    /// A command: a list of words, or one text that is split as a shell splits it. Nothing else of a shell is
    /// done.
    static var command: ComposeForm {
        ComposeForm { node, reading in
            if let text = node.text {
                guard let words = ShellWords.split(text) else {
                    reading.report(
                        .wrongCommand, "a quotation in the command never ends", at: node,
                        remedy: "Close it, or write the command as a list.")
                    return nil
                }
                let shown = node.written.flatMap(ShellWords.split) ?? words
                let pairs = words.enumerated().map { index, word in
                    let written = shown.count == words.count ? shown[index] : node.shown
                    return ComposeText(written: written, value: Secret(word))
                }
                return Located(pairs, at: node.span)
            }
            let list = ComposeForm<[Located<ComposeText>]>.list(.words).read(node, &reading)
            return list.map { Located($0.map(\.value), at: node.span) }
        }
    }
}

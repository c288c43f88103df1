import Basis
import YAML

/// A mapping with fixed keys: the one table of what they are, and where their values go.
struct ComposeRecord<Owner>: Sendable {
    /// What a key does.
    typealias Read = @Sendable (inout Owner, ComposeNode, inout ComposeReading) -> Void

    let name: String
    private let keys: [String: Read]

    init(_ name: String, _ keys: [ComposeKey<Owner>]) {
        self.name = name
        self.keys = Dictionary(keys.map { ($0.name, $0.read) }) { first, _ in first }
    }

    /// Reads every key of a mapping into the owner; unknown ones are named with their nearest, and those that
    /// begin with `x-` are the writer's own.
    func read(_ node: ComposeNode, into owner: inout Owner, _ reading: inout ComposeReading) {
        guard let entries = node.mapping else {
            if !node.isNull { reading.expected("a mapping (\(name))", at: node) }
            return
        }
        for entry in entries {
            if let key = keys[entry.key] {
                // Nothing behind a key is as good as no key.
                if !entry.value.isNull {
                    reading.at(.key(entry.key)) { key(&owner, entry.value, &$0) }
                }
            } else if !entry.key.hasPrefix("x-") {
                reportUnknown(entry, &reading)
            }
        }
    }

    private func reportUnknown(_ entry: ComposeEntry, _ reading: inout ComposeReading) {
        let remedy: String
        if let nearest = keys.keys.sorted().nearest(to: entry.key) {
            remedy = "Did you mean `\(nearest)`?"
        } else if let home = ComposeHomes.home(of: entry.key), home != name {
            remedy = "`\(entry.key)` belongs to \(home): check the indentation."
        } else {
            remedy = "Remove it, or write `x-\(entry.key)` if another program reads it."
        }
        reading.report(
            .unknownKey, "`\(entry.key)` is not a key of \(name)", at: entry.site, remedy: remedy)
    }
}

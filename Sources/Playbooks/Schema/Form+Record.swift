import Basis
import YAML

extension Form {
    /// A mapping with fixed keys. Every key is read, unknown ones are named with their nearest, and only then
    /// is the value made, if all that it needs is there. Keys that begin with `x-` are the writer's own.
    static func record<each Part>(
        _ name: String, _ keys: repeat Key<each Part>,
        make: @escaping @Sendable (Span, repeat each Part) -> Value?
    ) -> Form {
        var shapes: [RecordShape.Key] = []
        var choices: [RecordShape.Choice] = []
        for key in repeat each keys {
            shapes += key.shapes
            if let choice = key.choice { choices.append(choice) }
        }
        let shape = RecordShape(name: name, keys: shapes, choices: choices)
        return Form(.record(shape)) { node, reading in
            guard let mapping = node.mapping else {
                reading.expected(Shape.record(shape).words, at: node)
                return nil
            }
            let hasUnknownKeys = shape.reportUnknownKeys(of: mapping, in: &reading)
            let record = WrittenRecord(node: node, mapping: mapping, hasUnknownKeys: hasUnknownKeys)
            let parts = (repeat (each keys).read(record, &reading))
            do {
                return make(node.span, repeat try present(each parts))
            } catch {
                return nil
            }
        }
    }
}

/// What a key gave, or the reason to give up the record: the key has reported its own.
private func present<Part>(_ part: Part?) throws(PartMissing) -> Part {
    guard let part else { throw PartMissing() }
    return part
}

private struct PartMissing: Error {}

extension RecordShape {
    /// Names every key that is not the record's; whether there was any.
    fileprivate func reportUnknownKeys(of mapping: YAMLMapping, in reading: inout Reading) -> Bool {
        var found = false
        for entry in mapping.entries where !entry.isMerged {
            guard let name = entry.key.text else {
                reading.expected("a key of \(self.name)", at: entry.key)
                continue
            }
            guard !name.hasPrefix("x-"), !keys.contains(where: { $0.name == name }) else { continue }
            found = true
            let nearest = keys.map(\.name).nearest(to: name).map { "Did you mean `\($0)`?" }
            let all = keys.map(\.name).joined(separator: ", ")
            reading.report(
                .unknownKey, "`\(name)` is not a key of \(self.name)", at: entry.key,
                remedy: nearest ?? "The keys here are: \(all).")
        }
        return found
    }
}

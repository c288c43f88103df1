import Basis
import YAML

/// A key of a record, or several of which one must be there: names, what they are for, and how the value is
/// read.
struct Key<Value>: Sendable {
    let shapes: [RecordShape.Key]
    /// Set if only one of them may be there.
    var choice: RecordShape.Choice?
    let read: @Sendable (WrittenRecord, inout Reading) -> Value?

    /// A key that must be there.
    static func required(_ name: String, _ form: Form<Value>, _ about: String) -> Key {
        let shape = RecordShape.Key(name: name, about: about, shape: form.shape, isRequired: true)
        return Key(shapes: [shape]) { record, reading in
            guard let node = record.mapping[name] else {
                reading.report(
                    .missingKey, "`\(name)` is missing", at: record.node, remedy: "Add `\(name)`: \(about)")
                return nil
            }
            return form.read(node, &reading)
        }
    }

    /// A key that may be left out, with nothing in its place.
    static func optional<Present>(_ name: String, _ form: Form<Present>, _ about: String) -> Key
    where Value == Present? {
        optional(name, form, about, absent: nil) { .some($0) }
    }

    /// A key that may be left out, with a value in its place.
    static func optional(_ name: String, _ form: Form<Value>, default value: Value, _ about: String) -> Key
    where Value: Sendable {
        optional(name, form, about, absent: value) { $0 }
    }

    private static func optional<Present>(
        _ name: String, _ form: Form<Present>, _ about: String,
        absent: @autoclosure @escaping @Sendable () -> Value,
        present: @escaping @Sendable (Present) -> Value
    ) -> Key {
        let shape = RecordShape.Key(name: name, about: about, shape: form.shape, isRequired: false)
        return Key(shapes: [shape]) { record, reading in
            guard let node = record.mapping[name] else { return absent() }
            return form.read(node, &reading).map(present)
        }
    }

    /// Exactly one key out of several: the one that says of which kind the record is. Only with a value for
    /// `absent` may it be left out.
    static func oneOf(_ kinds: [Alternative<Value>], absent: Value? = nil) -> Key where Value: Sendable {
        let names = kinds.map(\.shape.name)
        let choice = RecordShape.Choice(names: names, isRequired: absent == nil)
        return Key(shapes: kinds.map(\.shape), choice: choice) { record, reading in
            let found = record.mapping.entries.filter { names.contains($0.key.text ?? "") }
            guard let first = found.first, let kind = kinds.first(where: { $0.shape.name == first.key.text })
            else {
                // An unknown key has been reported already: it is the kind, misspelt or invented.
                if let absent, !record.hasUnknownKeys { return absent }
                let remedy = "Give one of: \(names.joined(separator: ", "))."
                if !record.hasUnknownKeys {
                    reading.report(.missingKey, "the kind is missing", at: record.node, remedy: remedy)
                }
                return nil
            }
            let value = kind.read(first.value, &reading)
            for extra in found.dropFirst() {
                let what = "`\(extra.key.text ?? "")` and `\(kind.shape.name)` cannot stand in one mapping"
                reading.report(
                    .unknownKey, what, at: extra.key, remedy: "Write two of them, each with one kind.")
            }
            return found.count == 1 ? value : nil
        }
    }
}

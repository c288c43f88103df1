import Basis

/// A key of a record: its name, and what is done with its value.
struct ComposeKey<Owner>: Sendable {
    let name: String
    let read: ComposeRecord<Owner>.Read

    init(_ name: String, _ read: @escaping ComposeRecord<Owner>.Read) {
        (self.name, self.read) = (name, read)
    }

    /// A key whose value goes to a property.
    static func key<Value>(
        _ name: String, _ property: any WritableKeyPath<Owner, Value?> & Sendable, _ form: ComposeForm<Value>
    ) -> ComposeKey {
        ComposeKey(name) { owner, node, reading in
            if let value = form.read(node, &reading) { owner[keyPath: property] = value }
        }
    }

    /// A key whose items go to a list.
    static func items<Item>(
        _ name: String, _ property: any WritableKeyPath<Owner, [Item]> & Sendable, _ form: ComposeForm<[Item]>
    ) -> ComposeKey {
        ComposeKey(name) { owner, node, reading in
            if let value = form.read(node, &reading) { owner[keyPath: property] = value }
        }
    }

    /// A key whose value is a record of its own.
    static func part<Part>(
        _ name: String, _ property: any WritableKeyPath<Owner, Part> & Sendable, _ record: ComposeRecord<Part>
    ) -> ComposeKey {
        ComposeKey(name) { owner, node, reading in
            record.read(node, into: &owner[keyPath: property], &reading)
        }
    }

    /// A key whose value is a record of its own, which may be absent.
    static func part<Part>(
        _ name: String, _ property: any WritableKeyPath<Owner, Part?> & Sendable,
        _ record: ComposeRecord<Part>,
        empty: @escaping @Sendable () -> Part
    ) -> ComposeKey {
        ComposeKey(name) { owner, node, reading in
            var part = empty()
            record.read(node, into: &part, &reading)
            owner[keyPath: property] = part
        }
    }

    /// A key that changes what runs and that Belay does not follow: an error, whatever stands behind it.
    static func refused(_ name: String, _ why: String, remedy: String) -> ComposeKey {
        ComposeKey(name) { _, node, reading in
            reading.report(
                .unsupportedKey, "`\(name)` is not supported", at: node, why: why, remedy: remedy)
        }
    }

    /// A key that does nothing here and that does no harm to leave.
    static func idle(_ name: String, _ why: String) -> ComposeKey {
        ComposeKey(name) { _, node, reading in
            reading.report(
                .keyWithoutEffect, "`\(name)` has no effect here", at: node, why: why, severity: .warning)
        }
    }

    /// A key that is read elsewhere.
    static func elsewhere(_ name: String) -> ComposeKey { ComposeKey(name) { _, _, _ in } }
}

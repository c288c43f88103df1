/// Objects compared, merged and pruned field by field, as their schema says.
enum Fields {
    /// What of a list item tells it from others, as a path element.
    static func element(of item: JSON, keys: [String]) -> String {
        var parts: [String: JSON] = [:]
        for key in keys {
            if let value = item[key] {
                parts[key] = value
            } else if key == "protocol" {
                parts[key] = "TCP"
            }
        }
        return "k:" + String(decoding: JSON.object(parts).bytes(), as: UTF8.self)
    }

    private static func element(ofValue value: JSON) -> String {
        "v:" + String(decoding: value.bytes(), as: UTF8.self)
    }

    /// Items by their path elements, in order.
    private static func elements(_ value: JSON, _ schema: Schema) -> [(String, JSON)]? {
        guard let items = value.list else { return nil }
        if let keys = schema.keys { return items.map { (element(of: $0, keys: keys), $0) } }
        if schema.isSet { return items.map { (element(ofValue: $0), $0) } }
        return nil
    }

    /// Everything that an applied configuration says.
    static func set(of value: JSON, _ schema: Schema) -> FieldSet {
        var set = FieldSet()
        if schema.isGranular, let fields = value.fields {
            for (name, child) in fields {
                let below = schema.field(name) ?? .anything
                var part = Fields.set(of: child, below)
                if case .map = schema { part.isMember = true }
                if child == [:] || child == .null { part.isMember = true }
                set.insert("f:\(name)", part)
            }
            return set
        }
        if let items = elements(value, schema) {
            for (name, item) in items {
                var part = schema.isSet ? FieldSet() : Fields.set(of: item, schema.item)
                part.isMember = true
                set.insert(name, part)
            }
            return set
        }
        return FieldSet(isMember: true)
    }

    /// What is new or other, and what is gone, from one state to another.
    static func compare(_ old: JSON?, _ new: JSON?, _ schema: Schema) -> (changed: FieldSet, gone: FieldSet) {
        if old == new { return (FieldSet(), FieldSet()) }
        var (changed, gone) = (FieldSet(), FieldSet())
        let (before, after) = (children(old, schema), children(new, schema))
        guard before != nil || after != nil, old == nil || before != nil, new == nil || after != nil else {
            return new == nil
                ? (FieldSet(), FieldSet(isMember: true)) : (FieldSet(isMember: true), FieldSet())
        }
        for name in Set((before ?? [:]).keys).union((after ?? [:]).keys) {
            let below = name.hasPrefix("f:") ? schema.field(String(name.dropFirst(2))) : schema.item
            let part = compare(before?[name], after?[name], below ?? .anything)
            changed.insert(name, part.changed)
            gone.insert(name, part.gone)
        }
        if old == nil { changed.isMember = true }
        if new == nil { gone.isMember = true }
        return (changed, gone)
    }

    /// What stands below a value, by path elements; nil where it is one piece.
    private static func children(_ value: JSON?, _ schema: Schema) -> [String: JSON]? {
        guard let value else { return nil }
        if schema.isGranular, let fields = value.fields {
            return Dictionary(
                fields.map { ("f:\($0.key)", $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        return elements(value, schema).map { Dictionary($0, uniquingKeysWith: { first, _ in first }) }
    }

    /// One state with what an applied configuration says laid over it.
    static func merged(_ live: JSON?, _ config: JSON, _ schema: Schema) -> JSON {
        guard let live else { return config }
        if schema.isGranular, let fields = config.fields, live.fields != nil {
            var result = live
            for (name, child) in fields {
                result[name] = merged(live[name], child, schema.field(name) ?? .anything)
            }
            return result
        }
        if let wanted = elements(config, schema), let standing = elements(live, schema) {
            let byName = Dictionary(wanted, uniquingKeysWith: { first, _ in first })
            let known = Set(standing.map(\.0))
            let kept = standing.map { name, item in
                byName[name].map { merged(item, $0, schema.item) } ?? item
            }
            return .list(kept + wanted.filter { !known.contains($0.0) }.map(\.1))
        }
        return config
    }

    /// A state without what was applied before and is claimed by nobody any more.
    static func pruned(_ value: JSON, of past: FieldSet, keeping kept: FieldSet, _ schema: Schema) -> JSON {
        if let fields = value.fields {
            var result = fields
            for (name, set) in past.children where name.hasPrefix("f:") {
                let field = String(name.dropFirst(2))
                guard let child = fields[field] else { continue }
                if let still = kept.children[name] {
                    result[field] = pruned(
                        child, of: set, keeping: still, schema.field(field) ?? .anything)
                } else {
                    result[field] = nil
                }
            }
            return .object(result)
        }
        guard let items = elements(value, schema) else { return value }
        return .list(
            items.compactMap { name, item in
                guard let set = past.children[name] else { return item }
                return kept.children[name].map { pruned(item, of: set, keeping: $0, schema.item) }
            })
    }
}

/// A set of fields of an object, as `fieldsV1` writes it: `f:` a field, `k:` an item by its keys, `v:` a
/// value.
struct FieldSet: Equatable, Sendable {
    /// Whether the place itself belongs to the set, not only what is below it.
    var isMember = false
    var children: [String: FieldSet] = [:]

    var isEmpty: Bool { !isMember && children.isEmpty }

    init(isMember: Bool = false) { self.isMember = isMember }

    /// Reads `fieldsV1`.
    init(_ json: JSON) {
        for (name, child) in json.fields ?? [:] {
            if name == "." {
                isMember = true
            } else {
                var set = FieldSet(child)
                if child == [:] { set.isMember = true }
                children[name] = set
            }
        }
    }

    /// Writes `fieldsV1`.
    var json: JSON {
        var fields = children.mapValues(\.json)
        if isMember, !children.isEmpty { fields["."] = [:] }
        return .object(fields)
    }

    mutating func insert(_ name: String, _ set: FieldSet) {
        if !set.isEmpty { children[name] = set }
    }

    func union(_ other: FieldSet) -> FieldSet {
        var result = self
        result.isMember = isMember || other.isMember
        for (name, child) in other.children {
            result.children[name] = result.children[name]?.union(child) ?? child
        }
        return result
    }

    func subtracting(_ other: FieldSet) -> FieldSet {
        var result = FieldSet(isMember: isMember && !other.isMember)
        for (name, child) in children {
            result.insert(name, other.children[name].map(child.subtracting) ?? child)
        }
        return result
    }

    func intersection(_ other: FieldSet) -> FieldSet {
        var result = FieldSet(isMember: isMember && other.isMember)
        for (name, child) in children {
            if let twin = other.children[name] { result.insert(name, child.intersection(twin)) }
        }
        return result
    }

    /// Every member as a path for people: `.spec.template.spec.containers[name="app"].image`.
    var paths: [String] {
        let below = children.sorted { $0.key < $1.key }.flatMap { name, child in
            child.paths.map { FieldSet.step(name) + $0 }
        }
        return (isMember ? [""] : []) + below
    }

    private static func step(_ name: String) -> String {
        let rest = String(name.dropFirst(2))
        switch name.first {
        case "f": return ".\(rest)"
        case "v": return "[=\(rest)]"
        default:
            let keys = JSON(Array(rest.utf8))?.fields ?? [:]
            let pairs = keys.sorted { $0.key < $1.key }.map {
                "\($0.key)=\(String(decoding: $0.value.bytes(), as: UTF8.self))"
            }
            return "[\(pairs.joined(separator: ","))]"
        }
    }
}

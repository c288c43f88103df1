/// The three patches that say what to change, and what they make of an object.
enum Patches {
    /// RFC 7386.
    static func merge(_ patch: JSON, into target: JSON?) -> JSON {
        guard let fields = patch.fields else { return patch }
        var result = target?.fields == nil ? JSON.object([:]) : (target ?? [:])
        for (name, value) in fields {
            result[name] = value == .null ? nil : merge(value, into: result[name])
        }
        return result
    }

    /// Kubernetes' own patch: lists are merged by the fields that tell their items apart.
    static func strategic(_ patch: JSON, into target: JSON?, _ schema: Schema) -> JSON? {
        guard let fields = patch.fields else { return patch }
        if patch.words("$patch") == "delete" { return nil }
        var result = target?.fields == nil ? JSON.object([:]) : (target ?? [:])
        if patch.words("$patch") == "replace" { result = [:] }
        if let kept = patch["$retainKeys"]?.list.map({ Set($0.compactMap(\.text)) }) {
            for name in (result.fields ?? [:]).keys where !kept.contains(name) { result[name] = nil }
        }
        for (name, value) in fields where !name.hasPrefix("$") {
            let below = schema.field(name) ?? .anything
            if value == .null {
                result[name] = nil
            } else if let items = value.list, let key = below.keys?.first {
                result[name] = .list(
                    strategic(items, into: result[name]?.list ?? [], by: key, below.item))
            } else if let items = value.list, below.isSet {
                let standing = result[name]?.list ?? []
                result[name] = .list(standing + items.filter { !standing.contains($0) })
            } else {
                result[name] = strategic(value, into: result[name], below)
            }
        }
        for (name, gone) in fields where name.hasPrefix("$deleteFromPrimitiveList/") {
            let list = String(name.dropFirst("$deleteFromPrimitiveList/".count))
            let dropped = Set(gone.list ?? [])
            result[list] = .list((result[list]?.list ?? []).filter { !dropped.contains($0) })
        }
        return result
    }

    private static func strategic(
        _ patch: [JSON], into target: [JSON], by key: String, _ schema: Schema
    ) -> [JSON] {
        if patch.contains(where: { $0 == ["$patch": "replace"] }) {
            return patch.filter { $0 != ["$patch": "replace"] }
        }
        var result = target
        for item in patch {
            if let index = result.firstIndex(where: { $0[key] == item[key] }) {
                if let merged = strategic(item, into: result[index], schema) {
                    result[index] = merged
                } else {
                    result.remove(at: index)
                }
            } else if let made = strategic(item, into: nil, schema) {
                result.append(made)
            }
        }
        return result
    }

    /// RFC 6902.
    static func operations(_ patch: JSON, on target: JSON) throws(Refusal) -> JSON {
        guard let operations = patch.list else {
            throw .badRequest(
                "error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch")
        }
        var result = target
        for operation in operations {
            let path = pointer(operation.words("path"))
            switch operation.words("op") {
            case "add": result = try put(operation["value"] ?? .null, at: path, in: result, isNew: true)
            case "replace":
                _ = try find(path, in: result)
                result = try put(operation["value"] ?? .null, at: path, in: result, isNew: false)
            case "remove": result = try take(path, from: result)
            case "test":
                guard try find(path, in: result) == (operation["value"] ?? .null) else {
                    throw unfit("testing value \(operation.words("path")) failed")
                }
            case "copy":
                let value = try find(pointer(operation.words("from")), in: result)
                result = try put(value, at: path, in: result, isNew: true)
            case "move":
                let from = pointer(operation.words("from"))
                let value = try find(from, in: result)
                result = try put(value, at: path, in: try take(from, from: result), isNew: true)
            default: throw .badRequest("Unexpected kind: \(operation.words("op"))")
            }
        }
        return result
    }

    private static func pointer(_ text: String) -> [String] {
        text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    private static func unfit(_ words: String) -> Refusal {
        Refusal(
            code: 422, reason: "Invalid",
            message: "the server rejected our request due to an error in our request: \(words)")
    }

    private static func find(_ path: [String], in value: JSON) throws(Refusal) -> JSON {
        var here = value
        for name in path {
            if let items = here.list, let index = Int(name), items.indices.contains(index) {
                here = items[index]
            } else if let next = here[name] {
                here = next
            } else {
                throw unfit("path /\(path.joined(separator: "/")) is missing")
            }
        }
        return here
    }

    private static func put(
        _ value: JSON, at path: [String], in target: JSON, isNew: Bool
    ) throws(Refusal) -> JSON {
        guard let name = path.first else { return value }
        let rest = Array(path.dropFirst())
        var target = target
        if var items = target.list {
            if name == "-", rest.isEmpty { return .list(items + [value]) }
            guard let index = Int(name), (0...items.count).contains(index) else {
                throw unfit("index \(name) is out of bounds")
            }
            if rest.isEmpty, isNew {
                items.insert(value, at: index)
            } else {
                guard index < items.count else { throw unfit("index \(name) is out of bounds") }
                items[index] = try put(value, at: rest, in: items[index], isNew: isNew)
            }
            return .list(items)
        }
        if rest.isEmpty {
            target[name] = value
        } else {
            guard let child = target[name] else { throw unfit("path \(name) is missing") }
            target[name] = try put(value, at: rest, in: child, isNew: isNew)
        }
        return target
    }

    private static func take(_ path: [String], from target: JSON) throws(Refusal) -> JSON {
        _ = try find(path, in: target)
        guard let name = path.first else { return .null }
        var target = target
        if var items = target.list, let index = Int(name) {
            if path.count == 1 {
                items.remove(at: index)
            } else {
                items[index] = try take(Array(path.dropFirst()), from: items[index])
            }
            return .list(items)
        }
        target[name] = path.count == 1 ? nil : try take(Array(path.dropFirst()), from: target[name] ?? .null)
        return target
    }
}

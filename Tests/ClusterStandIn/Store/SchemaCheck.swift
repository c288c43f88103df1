/// Reads an object as its kind says: which fields are unknown, which values have the wrong type.
struct SchemaCheck {
    private let kind: Kind
    private(set) var unknown: Set<String> = []
    private(set) var mismatches: [String] = []

    init(_ kind: Kind) { self.kind = kind }

    /// The object without what is unknown, and without nulls, as the real server decodes it.
    mutating func known(_ object: JSON) -> JSON { known(object, Schema.of(kind), "", kind.name) ?? [:] }

    private mutating func known(_ value: JSON, _ schema: Schema, _ path: String, _ type: String) -> JSON? {
        if value == .null { return nil }
        switch schema {
        case .anything: return value
        case .atomic(let inner): return known(value, inner, path, type)
        case .text: return expect(value.text != nil, value, "string", path, type)
        case .integer: return expect(value.integer != nil, value, "int32", path, type)
        case .bool: return expect(value.bool != nil, value, "bool", path, type)
        case .quantity:
            switch value {
            case .text, .integer, .number: return value
            default: return expect(false, value, "intstr.IntOrString", path, type)
            }
        case .structure(let name):
            guard let fields = value.fields else { return expect(false, value, name, path, type) }
            var kept: [String: JSON] = [:]
            for (field, child) in fields {
                let below = path.isEmpty ? field : "\(path).\(field)"
                if let schema = schema.field(field) {
                    kept[field] = known(child, schema, below, name)
                } else {
                    unknown.insert(below)
                }
            }
            return .object(kept)
        case .map(let element):
            guard let fields = value.fields else { return expect(false, value, "map", path, type) }
            var kept: [String: JSON] = [:]
            for (field, child) in fields { kept[field] = known(child, element, "\(path).\(field)", type) }
            return .object(kept)
        case .list(let item), .set(let item), .keyed(_, let item):
            guard let items = value.list else { return expect(false, value, "[]", path, type) }
            return .list(
                items.enumerated().map { known($0.element, item, "\(path)[\($0.offset)]", type) ?? [:] })
        }
    }

    private mutating func expect(
        _ isRight: Bool, _ value: JSON, _ wanted: String, _ path: String, _ type: String
    ) -> JSON? {
        if isRight { return value }
        let found =
            switch value {
            case .null: "null"
            case .bool: "bool"
            case .integer, .number: "number"
            case .text: "string"
            case .list: "array"
            case .object: "object"
            }
        mismatches.append(
            "\(kind.name) in version \"\(kind.version)\" cannot be handled as a \(kind.name): "
                + "json: cannot unmarshal \(found) into Go struct field \(type).\(path) of type \(wanted)")
        return nil
    }
}

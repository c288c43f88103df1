import Basis
import Updates
import YAML

extension KubernetesValue {
    /// Where in an object a value stands, as far as it matters for what may be seen.
    private enum Trail {
        case elsewhere, variables, variable
    }

    /// All of an object. `confidential` names its keys whose texts are taken into custody; the values of
    /// variables are, in whatever object.
    static func read(
        _ node: YAMLNode, confidential: Set<String> = [], _ remarks: inout Remarks
    ) -> KubernetesValue {
        guard let mapping = node.mapping else { return read(node, .elsewhere, &remarks) }
        return .object(
            fields(of: mapping, &remarks) { key, value, remarks in
                guard confidential.contains(key) else { return read(value, trail(to: key), &remarks) }
                remarks.withhold(value.span)
                return inCustody(value, &remarks)
            })
    }

    private static func trail(to key: String) -> Trail { key == "env" ? .variables : .elsewhere }

    private static func read(_ node: YAMLNode, _ trail: Trail, _ remarks: inout Remarks) -> KubernetesValue {
        if let items = node.sequence {
            let inner: Trail = trail == .variables ? .variable : .elsewhere
            return .list(items.map { read($0, inner, &remarks) })
        }
        guard let mapping = node.mapping else { return scalar(node) }
        return .object(
            fields(of: mapping, &remarks) { key, value, remarks in
                if trail == .variable, key == "value" { return inCustody(value, &remarks) }
                return read(value, KubernetesValue.trail(to: key), &remarks)
            })
    }

    private static func inCustody(_ node: YAMLNode, _ remarks: inout Remarks) -> KubernetesValue {
        if let items = node.sequence { return .list(items.map { inCustody($0, &remarks) }) }
        guard let mapping = node.mapping else {
            return node.literal.map { .secret(Secret($0.value)) } ?? .null
        }
        return .object(fields(of: mapping, &remarks) { _, value, remarks in inCustody(value, &remarks) })
    }

    private static func fields(
        of mapping: YAMLMapping, _ remarks: inout Remarks,
        _ read: (String, YAMLNode, inout Remarks) -> KubernetesValue
    ) -> [Field] {
        var all: [Field] = []
        all.reserveCapacity(mapping.entries.count)
        for entry in mapping.entries {
            guard let key = entry.key.text else {
                let what =
                    entry.key.kind == .mapping
                    ? "this is a template such as Helm's: a `{{ … }}` stands here" : "a list cannot be a key"
                let code = entry.key.kind == .mapping ? KubernetesCode.templatePlaceholder : .wrongType
                remarks.add(code, what, at: entry.key.span)
                continue
            }
            all.append(Field(key, read(key, entry.value, &remarks)))
        }
        return all
    }

    private static func scalar(_ node: YAMLNode) -> KubernetesValue {
        switch node.scalar {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        case .string(let value): .string(value)
        case .null, nil: .null
        }
    }
}

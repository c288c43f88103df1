import Basis
import Updates
import YAML

extension PodVariable {
    init?(_ fields: Fields, _ remarks: inout Remarks) {
        guard let name = fields.requiredText("name", &remarks) else { return nil }
        if let value = fields["value"] {
            if value.string == nil {
                remarks.withhold(value.span)
                remarks.add(
                    .wrongType, "the value of `\(name.value)` is not a text", at: value.span,
                    remedy: "Put it in quotes.")
            }
            self.init(name: name, source: value.string.map { .written($0.map { Secret($0) }) })
            return
        }
        let origin = fields.fields("valueFrom", .variableSource, &remarks)
        self.init(name: name, source: origin.map { PodVariable.source($0, &remarks) })
    }

    private static func source(_ fields: Fields, _ remarks: inout Remarks) -> Source {
        if let map = fields.fields("configMapKeyRef", .keyReference, &remarks),
            let (name, key, isOptional) = reference(map, &remarks)
        {
            return .configMap(name: name, key: key, isOptional: isOptional)
        }
        if let secret = fields.fields("secretKeyRef", .keyReference, &remarks),
            let (name, key, isOptional) = reference(secret, &remarks)
        {
            return .secret(name: name, key: key, isOptional: isOptional)
        }
        if let field = fields.fields("fieldRef", .fieldReference, &remarks),
            let path = field.requiredText("fieldPath", &remarks)
        {
            return .field(path)
        }
        if let resource = fields.fields("resourceFieldRef", .resourceReference, &remarks),
            let name = resource.requiredText("resource", &remarks)
        {
            return .resource(name)
        }
        return .other(fields.span)
    }

    private static func reference(
        _ fields: Fields, _ remarks: inout Remarks
    ) -> (Located<String>, Located<String>, Bool)? {
        guard let name = fields.requiredText("name", &remarks), let key = fields.requiredText("key", &remarks)
        else { return nil }
        return (name, key, fields.flag("optional", &remarks)?.value ?? false)
    }
}

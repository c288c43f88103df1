import Basis
import Updates
import YAML

/// What stands under `json:`. Keys with `$.` must hold in the answer, all others are sent.
struct JSONFields: Sendable {
    var body: Template?
    var expectations: [HTTPQuestion.JSONExpectation] = []
}

extension Form where Value == JSONFields {
    static var jsonFields: Form {
        let comparison = Form<Located<Comparison>>.comparison
        return Form(.map(.anything)) { node, reading in
            guard let mapping = node.mapping else {
                reading.expected("a mapping", at: node)
                return nil
            }
            var fields = JSONFields()
            var sent: [YAMLMapping.Entry] = []
            for entry in mapping.entries {
                guard let name = entry.key.literal, name.value == "$" || name.value.hasPrefix("$.") else {
                    sent.append(entry)
                    continue
                }
                guard let expected = comparison.read(entry.value, &reading) else { return nil }
                fields.expectations.append(.init(path: name, comparison: expected))
            }
            if !sent.isEmpty { fields.body = JSONText(sent).template(at: node, &reading) }
            return fields
        }
    }
}

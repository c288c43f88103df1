import Basis
import Updates
import YAML

extension LabelSelector {
    /// The selector of a workload or a budget.
    init(_ fields: Fields, _ remarks: inout Remarks) {
        self.init(labels: fields.texts(named: "matchLabels", &remarks), span: fields.span)
        for item in fields.list("matchExpressions", of: .requirement, &remarks) {
            guard let key = item.requiredText("key", &remarks),
                let relation = item.choice("operator", of: Requirement.Relation.self, &remarks)
            else { continue }
            let values = item.texts("values", &remarks)
            requirements.append(Requirement(key: key, relation: relation, values: values))
        }
    }
}

import Basis
import Updates
import YAML

extension DisruptionBudget {
    init?(_ object: Fields, _ remarks: inout Remarks) {
        guard let spec = object.fields("spec", .budget, &remarks) else {
            if object["spec"] == nil {
                remarks.add(.missingField, "`spec` is missing", at: object.node.start, remedy: "Add `spec`.")
            }
            return nil
        }
        self.init()
        selector = spec.fields("selector", .selector, &remarks).map { LabelSelector($0, &remarks) }
        minAvailable = spec.amount("minAvailable", &remarks)
        maxUnavailable = spec.amount("maxUnavailable", &remarks)
        if let least = minAvailable, maxUnavailable != nil {
            let what = "`minAvailable` and `maxUnavailable` cannot stand together"
            remarks.add(.wrongValue, what, at: least.span, remedy: "Keep one of them.")
        }
    }
}

import Basis
import Updates
import YAML

extension HorizontalAutoscaler {
    init?(_ object: Fields, _ remarks: inout Remarks) {
        guard let spec = object.fields("spec", .autoscaler, &remarks),
            let target = spec.fields("scaleTargetRef", .target, &remarks)
        else {
            if object["spec"]?.mapping.map({ $0["scaleTargetRef"] == nil }) ?? (object["spec"] == nil) {
                let what = "`spec.scaleTargetRef` is missing"
                remarks.add(.missingField, what, at: object.node.start, remedy: "Say what is scaled.")
            }
            return nil
        }
        guard let kind = target.requiredText("kind", &remarks),
            let name = target.requiredText("name", &remarks)
        else { return nil }
        self.init(targetKind: kind, targetName: name)
        minReplicas = spec.number("minReplicas", &remarks)
        maxReplicas = spec.number("maxReplicas", from: 1, &remarks)
        if spec["maxReplicas"] == nil { spec.require("maxReplicas", &remarks) }
        if let least = minReplicas, let most = maxReplicas, least.value > most.value {
            let what = "`minReplicas` \(least.value) is more than `maxReplicas` \(most.value)"
            remarks.add(.wrongValue, what, at: least.span, remedy: "Write at most \(most.value).")
        }
    }
}

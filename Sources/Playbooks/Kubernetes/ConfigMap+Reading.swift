import Basis
import Updates
import YAML

extension ConfigMap {
    init(_ object: Fields, _ remarks: inout Remarks) {
        self.init()
        immutable = object.flag("immutable", &remarks)
        for (key, value) in object.entries("data", &remarks) {
            keys.append(key)
            if value.string == nil, !value.isNull {
                remarks.expected("a text", at: value, remedy: "Put it in quotes: entries are texts.")
            }
        }
        keys += object.entries("binaryData", &remarks).map(\.key)
    }
}

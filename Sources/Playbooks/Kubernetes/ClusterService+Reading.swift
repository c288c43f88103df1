import Basis
import Updates
import YAML

extension ClusterService {
    init?(_ object: Fields, _ remarks: inout Remarks) {
        self.init()
        guard let spec = object.fields("spec", .service, &remarks) else {
            if object["spec"] == nil {
                remarks.add(.missingField, "`spec` is missing", at: object.node.start, remedy: "Add `spec`.")
            }
            return nil
        }
        type = spec.text("type", &remarks)
        clusterIP = spec.text("clusterIP", &remarks)
        if let node = spec["selector"] {
            let labels = spec.texts(named: "selector", &remarks)
            if !labels.isEmpty { selector = LabelSelector(labels: labels, span: node.span) }
        }
        for port in spec.list("ports", of: .servicePort, &remarks) {
            if port["port"] == nil { port.require("port", &remarks) }
            guard let number = port.port("port", &remarks) else { continue }
            let target = port.textOrNumber("targetPort", &remarks)
            ports.append(Port(name: port.text("name", &remarks), number: number, target: target))
        }
        let unnamed = ports.first { $0.name == nil }
        if ports.count > 1, let unnamed {
            remarks.add(
                .missingField, "a port of a service with several ports has no name", at: unnamed.number.span,
                remedy: "Add `name:` to each port.")
        }
    }
}

import Basis
import Updates
import YAML

extension IngressRoutes {
    init?(_ object: Fields, _ remarks: inout Remarks) {
        guard let spec = object.fields("spec", .ingress, &remarks) else {
            if object["spec"] == nil {
                remarks.add(.missingField, "`spec` is missing", at: object.node.start, remedy: "Add `spec`.")
            }
            return nil
        }
        self.init()
        className = spec.text("ingressClassName", &remarks)
        for key in ["defaultBackend", "backend"] {
            let backend = spec.fields(key, .ingressBackend, &remarks)
            if let backend = backend.flatMap({ Backend($0, host: nil, path: nil, &remarks) }) {
                backends.append(backend)
            }
        }
        for rule in spec.list("rules", of: .ingressRule, &remarks) {
            let host = rule.text("host", &remarks)
            guard let http = rule.fields("http", .ingressPaths, &remarks) else { continue }
            for item in http.list("paths", of: .ingressPath, &remarks) {
                let path = item.text("path", &remarks)
                if item["backend"] == nil { item.require("backend", &remarks) }
                guard let backend = item.fields("backend", .ingressBackend, &remarks),
                    let found = Backend(backend, host: host, path: path, &remarks)
                else { continue }
                backends.append(found)
            }
        }
        for item in spec.list("tls", of: .certificate, &remarks) {
            if let name = item.text("secretName", &remarks) { certificates.append(name) }
        }
    }
}

extension IngressRoutes.Backend {
    /// A backend in either way of writing it; nil if it is no service.
    fileprivate init?(
        _ fields: Fields, host: Located<String>?, path: Located<String>?, _ remarks: inout Remarks
    ) {
        if let service = fields.text("serviceName", &remarks) {
            let port = fields.textOrNumber("servicePort", &remarks)
            self.init(host: host, path: path, service: service, port: port)
            return
        }
        guard let service = fields.fields("service", .ingressService, &remarks),
            let name = service.requiredText("name", &remarks)
        else { return nil }
        let port = service.fields("port", .ingressPort, &remarks)
        let number = port?.port("number", &remarks)?.map { String($0) }
        let word = number ?? port?.text("name", &remarks)
        self.init(host: host, path: path, service: name, port: word)
    }
}

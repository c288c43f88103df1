extension World {
    /// What a container's program finds in its surroundings.
    func variables(_ container: JSON, _ pod: JSON) -> [String: String] {
        var all = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOSTNAME": pod.name, "HOME": "/tmp"]
        for source in container.items("envFrom") {
            let prefix = source.words("prefix")
            for (name, value) in object("configmaps", pod.namespace, source.words("configMapRef", "name"))?
                .texts("data") ?? [:]
            {
                all[prefix + name] = value
            }
            for (name, value) in object("secrets", pod.namespace, source.words("secretRef", "name"))?
                .texts("data") ?? [:]
            {
                all[prefix + name] = Base64.bytes(value).map { String(decoding: $0, as: UTF8.self) }
            }
        }
        for variable in container.items("env") {
            let name = variable.words("name")
            if let value = variable["value"]?.text { all[name] = World.expanded(value, all) }
            if let from = variable["valueFrom"], let value = self.value(from, pod) { all[name] = value }
        }
        return all
    }

    private func value(_ source: JSON, _ pod: JSON) -> String? {
        if let reference = source["configMapKeyRef"] {
            return object("configmaps", pod.namespace, reference.words("name"))?
                .texts("data")[reference.words("key")]
        }
        if let reference = source["secretKeyRef"] {
            return object("secrets", pod.namespace, reference.words("name"))?
                .texts("data")[reference.words("key")].flatMap { Base64.bytes($0) }
                .map { String(decoding: $0, as: UTF8.self) }
        }
        let path = source.words("fieldRef", "fieldPath").split(separator: ".").map(String.init)
        return path.isEmpty ? nil : pod[path]?.text
    }

    /// `$(NAME)` in a command or a value.
    static func expanded(_ text: String, _ variables: [String: String]) -> String {
        guard text.contains("$(") else { return text }
        return variables.reduce(text) { $0.replacing("$(\($1.key))", with: $1.value) }
    }
}

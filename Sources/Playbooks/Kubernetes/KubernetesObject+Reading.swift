import Basis
import Updates
import YAML

extension KubernetesObject {
    /// Reads one object; nil if it cannot be told what it is.
    static func read(_ node: YAMLNode, _ remarks: inout Remarks) -> KubernetesObject? {
        guard node.kind == .mapping, node.placeholder == nil else {
            guard node.placeholder == nil else {
                remarks.expected("an object", at: node)
                return nil
            }
            remarks.add(.notAnObject, "expected an object, found \(node.meaning)", at: node.span)
            return nil
        }
        guard let kind = kind(of: node, &remarks), let version = version(of: node, kind, &remarks) else {
            return nil
        }
        let known = ObjectKind(kind: kind.value, apiVersion: version.value)
        guard let fields = Fields(node, known.isTyped ? .object : .anything, &remarks),
            let identity = identity(of: fields, isTyped: known.isTyped, &remarks)
        else { return nil }
        let isSecret = kind.value == "Secret" && version.value == "v1"
        let confidential: Set<String> = isSecret ? ["data", "stringData"] : []
        var object = KubernetesObject(
            apiVersion: version, kind: kind, name: identity.name, span: node.span,
            content: KubernetesValue.read(node, confidential: confidential, &remarks))
        object.namespace = identity.namespace
        object.labels = identity.labels
        known.reportVersion(of: object, &remarks)
        object.body = known.body(of: fields, &remarks) ?? .opaque
        return object
    }

    private static func kind(of node: YAMLNode, _ remarks: inout Remarks) -> Located<String>? {
        let mapping = node.mapping
        let version = mapping?["apiVersion"]?.text ?? ""
        let kind = mapping?["kind"]
        if version.hasPrefix("kustomize.config.k8s.io/") || isKustomization(node) {
            let what = "this is a \(kind?.text ?? "Kustomization") of Kustomize, not an object of the cluster"
            remarks.add(.kustomization, what, at: kind?.span ?? node.start)
            return nil
        }
        return requiredText("kind", of: node, &remarks)
    }

    /// A kustomization file may leave its kind out.
    private static func isKustomization(_ node: YAMLNode) -> Bool {
        guard let mapping = node.mapping, mapping["kind"] == nil else { return false }
        let name = node.span.file.split(separator: "/").last.map { $0.lowercased() } ?? ""
        return ["kustomization.yaml", "kustomization.yml", "kustomization"].contains(name)
    }

    private static func version(
        of node: YAMLNode, _ kind: Located<String>, _ remarks: inout Remarks
    ) -> Located<String>? {
        let remedy = ObjectKind.version(of: kind.value).map { "Add `apiVersion: \($0)`." }
        return requiredText("apiVersion", of: node, remedy: remedy, &remarks)
    }

    private static func requiredText(
        _ key: String, of node: YAMLNode, remedy: String? = nil, _ remarks: inout Remarks
    ) -> Located<String>? {
        guard let value = node.mapping?[key], !value.isNull else {
            let remedy = remedy ?? "Add `\(key)`, or leave the file out if it is no Kubernetes manifest."
            remarks.add(.missingField, "`\(key)` is missing", at: node.start, remedy: remedy)
            return nil
        }
        guard let text = value.string else {
            remarks.expected("a text", at: value)
            return nil
        }
        return remarks.checkPlaceholder(text) ? nil : text
    }

    private static func identity(
        of fields: Fields, isTyped: Bool, _ remarks: inout Remarks
    ) -> (name: Located<String>, namespace: Located<String>?, labels: [Named<Located<String>>])? {
        guard fields["metadata"] != nil else {
            let remedy = "Add `metadata:` with a `name:`."
            remarks.add(.missingField, "`metadata.name` is missing", at: fields.node.start, remedy: remedy)
            return nil
        }
        guard let metadata = fields.fields("metadata", isTyped ? .metadata : .anything, &remarks) else {
            return nil
        }
        guard metadata["name"] != nil else {
            let why = metadata["generateName"].map { _ in "an object with `generateName` cannot be applied" }
            remarks.add(
                .missingField, "`metadata.name` is missing", at: metadata.span, why: why,
                remedy: "Add `name:` under `metadata:`.")
            return nil
        }
        guard let name = metadata.text("name", &remarks), !remarks.checkPlaceholder(name) else { return nil }
        if isTyped { ObjectName.check(name, &remarks) }
        let namespace = metadata.text("namespace", &remarks)
        if let namespace, remarks.checkPlaceholder(namespace) { return nil }
        return (name, namespace, metadata.texts(named: "labels", &remarks))
    }
}

extension YAMLNode {
    /// The place where an object begins: an object is too long to be pointed at as a whole.
    var start: Span {
        mapping?.entries.first?.key.span ?? span
    }
}

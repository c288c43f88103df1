import Basis
import Updates
import YAML

extension PodTemplate {
    init?(_ fields: Fields, _ remarks: inout Remarks) {
        self.init(span: fields.span)
        let metadata = fields.fields("metadata", .metadata, &remarks)
        labels = metadata?.texts(named: "labels", &remarks) ?? []
        guard fields["spec"] != nil else {
            fields.require("template.spec", &remarks)
            return nil
        }
        guard let spec = fields.fields("spec", .pod, &remarks) else { return nil }
        containers = PodTemplate.containers("containers", of: spec, &remarks)
        initContainers = PodTemplate.containers("initContainers", of: spec, &remarks)
        if spec["containers"] == nil { spec.require("containers", &remarks) }
        if let empty = spec["containers"], empty.sequence?.isEmpty == true {
            remarks.add(.wrongValue, "the pod has no container", at: empty.span, remedy: "Add a container.")
        }
        for volume in spec.list("volumes", of: .volume, &remarks) {
            if let volume = PodVolume(volume, &remarks) { volumes.append(volume) }
        }
        terminationGracePeriodSeconds = spec.number("terminationGracePeriodSeconds", &remarks)
        restartPolicy = spec.text("restartPolicy", &remarks)
        serviceAccountName = spec.text("serviceAccountName", &remarks)
        hostNetwork = spec.flag("hostNetwork", &remarks)
    }

    private static func containers(
        _ key: String, of spec: Fields, _ remarks: inout Remarks
    ) -> [PodContainer] {
        var all: [PodContainer] = []
        var names: Set<String> = []
        for fields in spec.list(key, of: .container, &remarks) {
            guard let container = PodContainer(fields, &remarks) else { continue }
            if !names.insert(container.name.value).inserted {
                let what = "the pod has two containers named `\(container.name.value)`"
                remarks.add(.duplicateObject, what, at: container.name.span, remedy: "Rename one of them.")
            }
            all.append(container)
        }
        return all
    }
}

extension PodVolume {
    fileprivate init?(_ fields: Fields, _ remarks: inout Remarks) {
        guard let name = fields.requiredText("name", &remarks) else { return nil }
        self.init(name: name, source: PodVolume.source(fields, &remarks))
    }

    private static func source(_ fields: Fields, _ remarks: inout Remarks) -> Source {
        if let map = fields.fields("configMap", .configMapVolume, &remarks) {
            return map.text("name", &remarks).map { .configMap($0) } ?? .other("configMap")
        }
        if let secret = fields.fields("secret", .secretVolume, &remarks) {
            return secret.text("secretName", &remarks).map { .secret($0) } ?? .other("secret")
        }
        if let claim = fields.fields("persistentVolumeClaim", .claimVolume, &remarks) {
            let name = claim.text("claimName", &remarks)
            return name.map { .claim($0) } ?? .other("persistentVolumeClaim")
        }
        if let path = fields.fields("hostPath", .hostPath, &remarks) {
            return path.text("path", &remarks).map { .hostPath($0) } ?? .other("hostPath")
        }
        let keys = fields.node.mapping?.entries.compactMap(\.key.text) ?? []
        let key = keys.first { $0 != "name" } ?? "emptyDir"
        return key == "emptyDir" ? .empty : .other(key)
    }
}

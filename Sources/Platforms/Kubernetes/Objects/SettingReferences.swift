internal import Updates

/// Where a pod refers to settings: ConfigMaps and Secrets, by name.
struct SettingReferences {
    /// A kind and a name.
    struct Name: Hashable {
        let kind: String
        let name: String
    }

    private let renamed: (Name) -> String?
    private(set) var found: Set<Name> = []

    private init(_ renamed: @escaping (Name) -> String?) { self.renamed = renamed }

    /// The settings that a pod refers to.
    static func names(in pod: KubernetesValue) -> Set<Name> {
        var references = SettingReferences { _ in nil }
        _ = references.rewrite(pod)
        return references.found
    }

    /// A pod with settings called by other names.
    static func renaming(in pod: KubernetesValue, _ renamed: @escaping (Name) -> String?) -> KubernetesValue {
        var references = SettingReferences(renamed)
        return references.rewrite(pod)
    }

    private mutating func rewrite(_ pod: KubernetesValue) -> KubernetesValue {
        var pod = pod
        for list in ["containers", "initContainers"] where pod[list] != nil {
            let containers = pod[list]?.items ?? []
            pod = pod.setting(list, to: .list(containers.map { rewrite(container: $0) }))
        }
        guard let volumes = pod["volumes"]?.items else { return pod }
        return pod.setting("volumes", to: .list(volumes.map { rewrite(volume: $0) }))
    }

    private mutating func rewrite(container: KubernetesValue) -> KubernetesValue {
        var container = container
        if let variables = container["env"]?.items {
            let new = variables.map { variable -> KubernetesValue in
                var variable = variable
                variable = rewrite(variable, ["valueFrom", "configMapKeyRef"], "name", "ConfigMap")
                return rewrite(variable, ["valueFrom", "secretKeyRef"], "name", "Secret")
            }
            container = container.setting("env", to: .list(new))
        }
        guard let imports = container["envFrom"]?.items else { return container }
        let new = imports.map { one in
            rewrite(rewrite(one, ["configMapRef"], "name", "ConfigMap"), ["secretRef"], "name", "Secret")
        }
        return container.setting("envFrom", to: .list(new))
    }

    private mutating func rewrite(volume: KubernetesValue) -> KubernetesValue {
        var volume = rewrite(volume, ["configMap"], "name", "ConfigMap")
        volume = rewrite(volume, ["secret"], "secretName", "Secret")
        guard let sources = volume.at("projected", "sources")?.items else { return volume }
        let new = sources.map { one in
            rewrite(rewrite(one, ["configMap"], "name", "ConfigMap"), ["secret"], "name", "Secret")
        }
        return volume.changing(["projected", "sources"]) { _ in .list(new) }
    }

    private mutating func rewrite(
        _ value: KubernetesValue, _ path: [String], _ key: String, _ kind: String
    ) -> KubernetesValue {
        let place = path.reduce(value) { (here: KubernetesValue?, key) in here?[key] }
        guard let name = place?[key]?.words else { return value }
        let reference = Name(kind: kind, name: name)
        found.insert(reference)
        guard let other = renamed(reference) else { return value }
        return value.changing(path + [key]) { _ in .string(other) }
    }
}

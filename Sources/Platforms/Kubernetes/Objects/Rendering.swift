internal import Basis
internal import Ports
internal import Seals
internal import Updates

/// The objects of a release as they are applied: images pinned, settings named after what they hold.
struct Rendering {
    /// A service with everything that makes it.
    struct Service {
        let name: String
        let specification: ServiceSpecification
        /// The image as people write it, and as it is pinned.
        let reference: String
        let image: String
        let replicas: Int
        let isAutoscaled: Bool
        /// Why it must never run twice at once.
        let exclusive: [String]
        let variables: [(name: String, value: Secret)]
        let grace: Int
        let ports: [Int]
    }

    private let objects: [KubernetesObject]
    private let tree: ReleaseTree
    private let site: ClusterSite
    private let settings: [SettingReferences.Name: ServiceSpecification.Object]

    init(_ objects: [KubernetesObject], _ tree: ReleaseTree, _ site: ClusterSite) {
        (self.objects, self.tree, self.site) = (objects, tree, site)
        settings = Rendering.settings(of: objects, site)
    }

    /// The services, in the order in which they are written.
    var services: [Service] { objects.compactMap(service) }

    /// What services stand on, as it is applied, in the order in which it is written: neither services nor
    /// settings that are named after what they hold.
    var ground: [KubernetesObject] {
        objects.filter { object in
            if object.workload?.kind.isLasting == true { return false }
            return settings[.init(kind: object.kind.value, name: object.name.value)] == nil
        }
    }

    /// An object of the ground with our labels, and with the settings that it refers to.
    func body(of object: KubernetesObject) -> KubernetesValue {
        var body = marked(object.content, [:])
        if object.workload?.kind == .cronJob {
            body = body.changing(["spec", "jobTemplate", "spec", "template", "spec"]) { $0.map(named) }
        }
        return body
    }

    // MARK: Settings

    /// The settings that workloads refer to. Their names say what they hold, so that another content is
    /// another object, and going back brings the former one back.
    private static func settings(
        of objects: [KubernetesObject], _ site: ClusterSite
    ) -> [SettingReferences.Name: ServiceSpecification.Object] {
        let pods = objects.compactMap { object -> KubernetesValue? in
            guard object.workload?.kind.isLasting == true else { return nil }
            return object.content.at("spec", "template", "spec")
        }
        let wanted = pods.reduce(into: Set<SettingReferences.Name>()) {
            $0.formUnion(SettingReferences.names(in: $1))
        }
        var all: [SettingReferences.Name: ServiceSpecification.Object] = [:]
        for object in objects {
            let name = SettingReferences.Name(kind: object.kind.value, name: object.name.value)
            guard wanted.contains(name), object.group.isEmpty else { continue }
            let held = ["data", "stringData", "binaryData", "type"].map { object.content[$0] ?? .null }
            let digest = SHA256.digest(of: KubernetesValue.list(held).revealed).hexadecimal
            let new = "\(name.name.prefix(ClusterNames.settingLimit))-\(digest.prefix(10))"
            var body = object.content.setting("immutable", to: .bool(true))
            body = body.changing(["metadata", "name"]) { _ in .string(new) }
            let labels = site.ownLabels.merging([ClusterLabels.kind: ClusterLabels.settings]) { $1 }
            for (key, value) in labels.sorted(by: { $0.key < $1.key }) {
                body = body.changing(["metadata", "labels", key]) { _ in .string(value) }
            }
            all[name] = ServiceSpecification.Object(
                resource: name.kind == "Secret" ? .secrets : .configMaps, name: new, body: body)
        }
        return all
    }

    private func named(_ pod: KubernetesValue) -> KubernetesValue {
        SettingReferences.renaming(in: pod) { settings[$0]?.name }
    }

    // MARK: Services

    private func service(_ object: KubernetesObject) -> Service? {
        guard let workload = object.workload, let resource = Resource(workload: workload.kind) else {
            return nil
        }
        let name = object.name.value
        let main =
            workload.template.containers.first { $0.name.value == name } ?? workload.template.containers.first
        let reference = main?.image?.value ?? ""
        // An id of an image on this machine means nothing to a cluster.
        let built = tree.images[name].flatMap { $0.hasPrefix("sha256:") ? nil : $0 }
        let image = built ?? reference
        let isAutoscaled = objects.contains { other in
            guard case .autoscaler(let scaler) = other.body else { return false }
            return scaler.targetKind.value == object.kind.value && scaler.targetName.value == name
        }
        let pod = object.content.at("spec", "template", "spec") ?? .object([])
        let used = SettingReferences.names(in: pod).compactMap { settings[$0] }.sorted { $0.name < $1.name }
        var body = object.content.changing(["spec", "template", "spec"]) { pod in
            pod.map { named(pinned($0, main?.name.value, image)) }
        }
        if isAutoscaled { body = body.changing(["spec", "replicas"]) { _ in nil } }
        let specification = ServiceSpecification(
            workload: .init(resource: resource, name: name, body: body), settings: used)
        let variables = main?.variables.compactMap { variable -> (String, Secret)? in
            pod.variable(variable.name.value, in: main?.name.value).map { (variable.name.value, $0) }
        }
        return Service(
            name: name, specification: specification, reference: reference, image: image,
            replicas: workload.replicaCount, isAutoscaled: isAutoscaled, exclusive: exclusive(workload),
            variables: variables ?? [], grace: workload.template.graceSeconds,
            ports: main?.ports.map(\.number.value) ?? [])
    }

    private func exclusive(_ workload: Workload) -> [String] {
        workload.strategy?.kind?.value == .recreate ? ["its strategy is `Recreate`"] : []
    }

    private func pinned(_ pod: KubernetesValue, _ container: String?, _ image: String) -> KubernetesValue {
        let containers = pod["containers"]?.items ?? []
        return pod.setting(
            "containers",
            to: .list(
                containers.map {
                    $0["name"]?.words == container ? $0.setting("image", to: .string(image)) : $0
                }))
    }

    /// An object with the labels that say whose it is, and annotations.
    private func marked(_ body: KubernetesValue, _ annotations: [String: String]) -> KubernetesValue {
        site.marked(body, labels: [:], annotations: annotations)
    }
}

extension KubernetesValue {
    /// The value of a variable that is written in a pod's container.
    fileprivate func variable(_ name: String, in container: String?) -> Secret? {
        let one = self["containers"]?.items.first { $0["name"]?.words == container }
        let variable = one?["env"]?.items.first { $0["name"]?.words == name }
        return variable?["value"]?.words.map { Secret($0) }
    }
}

extension ClusterSite {
    /// An object with the labels that say whose it is, and others.
    func marked(
        _ body: KubernetesValue, labels: [String: String], annotations: [String: String]
    ) -> KubernetesValue {
        var body = body
        for (key, value) in ownLabels.merging(labels, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }
        ) {
            body = body.changing(["metadata", "labels", key]) { _ in .string(value) }
        }
        for (key, value) in annotations.sorted(by: { $0.key < $1.key }) {
            body = body.changing(["metadata", "annotations", key]) { _ in .string(value) }
        }
        return body
    }
}

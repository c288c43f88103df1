internal import Basis
internal import Ports
package import Updates

extension KubernetesPlatform {
    /// What servers and their controllers write into objects, and nobody else may.
    private static let ownNotes: Set<String> = [
        "deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration",
        "deprecated.daemonset.template.generation",
    ]

    /// Everything that made services as they run, settings and all.
    package func standing(of services: [String]) async throws -> [Blueprint] {
        let workloads = try await site.serving()
        var blueprints: [Blueprint] = []
        for service in services {
            guard let one = workloads.first(where: { $0.service == service }) else { continue }
            let notes = one.annotations
            var specification = ServiceSpecification(
                workload: .init(
                    resource: one.resource, name: service, body: Sides.base(of: written(one), service)))
            for name in (notes[ClusterLabels.settingNames] ?? "").split(separator: ",") {
                if let found = try await setting(String(name)) { specification.settings.append(found) }
            }
            var blueprint = Blueprint(
                service: service, release: notes[ClusterLabels.release] ?? "adopted", image: one.image,
                configuration: notes[ClusterLabels.configuration] ?? "", replicas: one.replicas,
                specification: try await site.vault.seal(specification.record))
            let pod = one.tree["spec"]?["template"]?["spec"]
            blueprint.grace = .seconds(pod?["terminationGracePeriodSeconds"]?.int ?? 30)
            blueprints.append(blueprint)
        }
        return blueprints
    }

    /// What somebody wrote into a workload: all but what the server and its controllers add.
    private func written(_ workload: LiveWorkload) -> KubernetesValue {
        let tree = workload.tree
        let notes = workload.annotations.filter { !KubernetesPlatform.ownNotes.contains($0.key) }
        let metadata = KubernetesValue.object([
            .init("name", .string(workload.name)), .init("labels", KubernetesValue(workload.labels)),
            .init("annotations", KubernetesValue(notes)),
        ])
        var spec = KubernetesValue(tree["spec"] ?? .object([:]))
        if notes[ClusterLabels.autoscaled] != nil { spec = spec.setting("replicas", to: nil) }
        return .object([
            .init("apiVersion", .string(workload.resource.apiVersion)),
            .init("kind", .string(workload.resource.kind)), .init("metadata", metadata),
            .init("spec", spec),
        ])
    }

    /// Settings as they stand, by `Kind/name`.
    private func setting(_ name: String) async throws -> ServiceSpecification.Object? {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let resource: Resource = parts[0] == "Secret" ? .secrets : .configMaps
        guard
            let tree = try await cluster.object(
                resource, parts[1], in: site.namespace, by: .after(ClusterLimits.look))
        else { return nil }
        var body = KubernetesValue.object([
            .init("apiVersion", .string("v1")), .init("kind", .string(resource.kind)),
            .init(
                "metadata",
                .object([
                    .init("name", .string(parts[1])),
                    .init("labels", KubernetesValue(tree["metadata"]?["labels"].texts ?? [:])),
                ])),
        ])
        for key in ["data", "binaryData", "type", "immutable"] {
            if let value = tree[key], value != .null { body = body.setting(key, to: KubernetesValue(value)) }
        }
        return ServiceSpecification.Object(resource: resource, name: parts[1], body: body)
    }
}

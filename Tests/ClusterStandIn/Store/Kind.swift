/// A kind of object that the server keeps.
struct Kind: Hashable, Sendable {
    let group: String
    let version: String
    let name: String
    let plural: String
    var isNamespaced = true
    var short: [String] = []
    var subresources: [String] = []
    /// Whether `metadata.generation` counts the changes of what is wanted.
    var hasGeneration = false
    /// Whether `PUT` may make one that is not there.
    var createsOnUpdate = false
    /// Whether a `PUT` without a resource version is taken.
    var updatesBlindly = true
    var inAll = false

    /// As it is named in messages: `deployments.apps`, `pods`.
    var id: String { group.isEmpty ? plural : "\(plural).\(group)" }
    var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    var hasStatus: Bool { subresources.contains("status") }

    static let all: [Kind] = core + apps + others + access + gateway

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// The kind with an id of this file.
    static func named(_ id: String) -> Kind {
        guard let kind = byID[id] else { preconditionFailure("\(id) is in the table") }
        return kind
    }

    static func find(group: String, version: String, plural: String) -> Kind? {
        let kind = byID[group.isEmpty ? plural : "\(plural).\(group)"]
        return kind?.version == version ? kind : nil
    }

    static func find(apiVersion: String, name: String) -> Kind? {
        all.first { $0.apiVersion == apiVersion && $0.name == name }
    }

    private static let core: [Kind] = [
        core("Namespace", "namespaces", isNamespaced: false, short: ["ns"], ["status", "finalize"]),
        core("Node", "nodes", isNamespaced: false, short: ["no"], ["status"]),
        Kind(
            group: "", version: "v1", name: "Pod", plural: "pods", short: ["po"],
            subresources: ["status", "log", "exec", "portforward", "attach", "eviction", "resize"],
            hasGeneration: true, inAll: true),
        Kind(
            group: "", version: "v1", name: "Service", plural: "services", short: ["svc"],
            subresources: ["status"],
            createsOnUpdate: true, inAll: true),
        core("Endpoints", "endpoints", short: ["ep"]), core("ConfigMap", "configmaps", short: ["cm"]),
        core("Secret", "secrets"), core("Event", "events", short: ["ev"]),
        core("ResourceQuota", "resourcequotas", short: ["quota"], ["status"]),
        core("LimitRange", "limitranges", short: ["limits"]),
        core("ServiceAccount", "serviceaccounts", short: ["sa"], ["token"]),
        core("PersistentVolumeClaim", "persistentvolumeclaims", short: ["pvc"], ["status"]),
    ]

    private static let apps: [Kind] = [
        workload("Deployment", "deployments", ["deploy"], ["status", "scale"]),
        workload("ReplicaSet", "replicasets", ["rs"], ["status", "scale"]),
        workload("StatefulSet", "statefulsets", ["sts"], ["status", "scale"]),
        workload("DaemonSet", "daemonsets", ["ds"], ["status"]),
        Kind(group: "apps", version: "v1", name: "ControllerRevision", plural: "controllerrevisions"),
        workload("Job", "jobs", [], ["status"], group: "batch"),
        workload("CronJob", "cronjobs", ["cj"], ["status"], group: "batch"),
    ]

    private static let others: [Kind] = [
        Kind(
            group: "autoscaling", version: "v2", name: "HorizontalPodAutoscaler",
            plural: "horizontalpodautoscalers", short: ["hpa"], subresources: ["status"], inAll: true),
        Kind(
            group: "policy", version: "v1", name: "PodDisruptionBudget", plural: "poddisruptionbudgets",
            short: ["pdb"], subresources: ["status"], hasGeneration: true),
        Kind(
            group: "networking.k8s.io", version: "v1", name: "Ingress", plural: "ingresses", short: ["ing"],
            subresources: ["status"], hasGeneration: true),
        Kind(
            group: "networking.k8s.io", version: "v1", name: "NetworkPolicy", plural: "networkpolicies",
            short: ["netpol"], hasGeneration: true),
        Kind(
            group: "coordination.k8s.io", version: "v1", name: "Lease", plural: "leases",
            createsOnUpdate: true, updatesBlindly: false),
        Kind(
            group: "discovery.k8s.io", version: "v1", name: "EndpointSlice", plural: "endpointslices",
            hasGeneration: true),
        Kind(
            group: "scheduling.k8s.io", version: "v1", name: "PriorityClass", plural: "priorityclasses",
            isNamespaced: false, short: ["pc"]),
    ]

    private static let access: [Kind] = [
        ("Role", "roles", true), ("RoleBinding", "rolebindings", true),
        ("ClusterRole", "clusterroles", false), ("ClusterRoleBinding", "clusterrolebindings", false),
    ].map { name, plural, isNamespaced in
        Kind(
            group: "rbac.authorization.k8s.io", version: "v1", name: name, plural: plural,
            isNamespaced: isNamespaced, createsOnUpdate: true)
    }

    /// What is only there where the cluster has the Gateway API installed.
    static let gateway: [Kind] = [
        Kind(
            group: "gateway.networking.k8s.io", version: "v1", name: "HTTPRoute", plural: "httproutes",
            subresources: ["status"], hasGeneration: true, updatesBlindly: false)
    ]

    private static func core(
        _ name: String, _ plural: String, isNamespaced: Bool = true, short: [String] = [],
        _ subresources: [String] = []
    ) -> Kind {
        Kind(
            group: "", version: "v1", name: name, plural: plural, isNamespaced: isNamespaced, short: short,
            subresources: subresources)
    }

    private static func workload(
        _ name: String, _ plural: String, _ short: [String], _ subresources: [String], group: String = "apps"
    ) -> Kind {
        Kind(
            group: group, version: "v1", name: name, plural: plural, short: short, subresources: subresources,
            hasGeneration: true, inAll: true)
    }
}

import Basis
import Updates

/// A kind in one of its API versions: whether Belay reads it, and whether a cluster still serves it.
struct ObjectKind {
    /// The kinds that Belay reads, with the version in which it reads them.
    private static let typed: [String: String] = [
        "Deployment": "apps/v1", "StatefulSet": "apps/v1", "DaemonSet": "apps/v1", "Job": "batch/v1",
        "CronJob": "batch/v1", "Service": "v1", "ConfigMap": "v1", "Secret": "v1",
        "HorizontalPodAutoscaler": "autoscaling/v2", "PodDisruptionBudget": "policy/v1",
        "Ingress": "networking.k8s.io/v1",
    ]
    /// The groups in which those kinds are the cluster's own; the same names elsewhere are other things.
    private static let groups: Set<String> = [
        "", "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "extensions",
    ]
    /// Other versions of them that are served as well.
    private static let served: Set<String> = ["HorizontalPodAutoscaler autoscaling/v1"]

    let kind: String
    let apiVersion: String

    /// The version to write for a kind that Belay reads.
    static func version(of kind: String) -> String? { typed[kind] }

    /// Whether it is a kind that Belay reads, in whatever version.
    var isTyped: Bool { ObjectKind.typed[kind] != nil && ObjectKind.groups.contains(group) }

    private var group: String { apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : "" }

    /// Reports a version that no cluster serves, with its successor.
    func reportVersion(of object: KubernetesObject, _ remarks: inout Remarks) {
        if let removed = RemovedVersion(kind: kind, apiVersion: apiVersion) {
            remarks.add(
                .removedVersion, "\(kind) in `\(apiVersion)` was removed with Kubernetes \(removed.release)",
                at: object.apiVersion.span, remedy: removed.remedy)
        } else if isTyped, let wanted = ObjectKind.typed[kind], wanted != apiVersion,
            !ObjectKind.served.contains("\(kind) \(apiVersion)")
        {
            remarks.add(
                .wrongVersion, "there is no \(kind) in `\(apiVersion)`", at: object.apiVersion.span,
                remedy: "Write `apiVersion: \(wanted)`.")
        }
    }

    /// What Belay understands of the object; nil if that is nothing, or too little of it could be read.
    func body(of object: Fields, _ remarks: inout Remarks) -> KubernetesObject.Body? {
        guard isTyped else { return nil }
        switch kind {
        case "ConfigMap": return .configMap(ConfigMap(object, &remarks))
        case "Secret": return .secret(SecretObject(object, &remarks))
        case "Service": return ClusterService(object, &remarks).map { .service($0) }
        case "HorizontalPodAutoscaler": return HorizontalAutoscaler(object, &remarks).map { .autoscaler($0) }
        case "PodDisruptionBudget": return DisruptionBudget(object, &remarks).map { .disruptionBudget($0) }
        case "Ingress": return IngressRoutes(object, &remarks).map { .ingress($0) }
        default:
            guard let kind = Workload.Kind(rawValue: kind) else { return nil }
            return Workload(kind, object, &remarks).map { .workload($0) }
        }
    }
}

extension KnownFields {
    /// A mapping of which nothing is known, so that nothing in it can be misspelt.
    static let anything = KnownFields("a mapping", "")
}

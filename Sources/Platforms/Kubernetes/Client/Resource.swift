/// A kind of object as the API serves it.
package struct Resource: Hashable, Sendable {
    /// The group and version, such as `apps/v1`.
    package let apiVersion: String
    /// The kind, such as `Deployment`.
    package let kind: String
    /// Its name in paths, such as `deployments`.
    package let plural: String
    /// Whether its objects live in namespaces.
    package let isNamespaced: Bool

    /// A kind of its parts.
    package init(_ apiVersion: String, _ kind: String, _ plural: String, isNamespaced: Bool = true) {
        (self.apiVersion, self.kind, self.plural) = (apiVersion, kind, plural)
        self.isNamespaced = isNamespaced
    }

    /// The API group; empty for the core.
    package var group: String {
        apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : ""
    }

    /// The path of all, of those in a namespace, or of one.
    func path(in namespace: String?, _ name: String? = nil, _ subresource: String? = nil) -> String {
        var path = group.isEmpty ? "/api/\(apiVersion)" : "/apis/\(apiVersion)"
        if isNamespaced, let namespace { path += "/namespaces/\(ClusterCall.part(namespace))" }
        path += "/\(plural)"
        if let name { path += "/\(ClusterCall.part(name))" }
        if let subresource { path += "/\(subresource)" }
        return path
    }
}

extension Resource {
    /// What Belay itself looks at.
    package static let namespaces = Resource("v1", "Namespace", "namespaces", isNamespaced: false)
    /// Pods.
    package static let pods = Resource("v1", "Pod", "pods")
    /// Events.
    package static let events = Resource("v1", "Event", "events")
    /// Secrets.
    package static let secrets = Resource("v1", "Secret", "secrets")
    /// Settings.
    package static let configMaps = Resource("v1", "ConfigMap", "configmaps")
    /// Names in front of pods.
    package static let services = Resource("v1", "Service", "services")
    /// What replaces pods by any others.
    package static let deployments = Resource("apps/v1", "Deployment", "deployments")
    /// What a Deployment keeps its pods with.
    package static let replicaSets = Resource("apps/v1", "ReplicaSet", "replicasets")
    /// What keeps each pod's name.
    package static let statefulSets = Resource("apps/v1", "StatefulSet", "statefulsets")
    /// One pod on each node.
    package static let daemonSets = Resource("apps/v1", "DaemonSet", "daemonsets")
    /// What runs to an end.
    package static let jobs = Resource("batch/v1", "Job", "jobs")
    /// Claims.
    package static let leases = Resource("coordination.k8s.io/v1", "Lease", "leases")
    /// What changes how many pods there are.
    package static let autoscalers = Resource(
        "autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")

    /// The kinds of which no cluster need be asked.
    static let known: [Resource] = [
        namespaces, pods, secrets, configMaps, services, deployments, statefulSets, daemonSets, jobs, leases,
        autoscalers,
        Resource("v1", "ServiceAccount", "serviceaccounts"),
        Resource("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
        Resource("batch/v1", "CronJob", "cronjobs"),
        Resource("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
        Resource("networking.k8s.io/v1", "Ingress", "ingresses"),
        Resource("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
        Resource("rbac.authorization.k8s.io/v1", "Role", "roles"),
        Resource("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings"),
    ]
}

/// An API version that was removed from Kubernetes, by its deprecation guide.
struct RemovedVersion {
    /// The release that no longer has it.
    let release: String
    /// What to write instead.
    let remedy: String

    private static let table: [(version: String, kinds: String, release: String, successor: String)] = [
        ("extensions/v1beta1", "Deployment DaemonSet ReplicaSet", "1.16", "apps/v1"),
        ("extensions/v1beta1", "NetworkPolicy", "1.16", "networking.k8s.io/v1"),
        ("extensions/v1beta1", "Ingress", "1.22", "networking.k8s.io/v1"),
        ("extensions/v1beta1", "PodSecurityPolicy", "1.16", ""),
        ("apps/v1beta1", "Deployment StatefulSet", "1.16", "apps/v1"),
        ("apps/v1beta2", "Deployment StatefulSet DaemonSet ReplicaSet", "1.16", "apps/v1"),
        ("networking.k8s.io/v1beta1", "Ingress IngressClass", "1.22", "networking.k8s.io/v1"),
        ("batch/v1beta1", "CronJob", "1.25", "batch/v1"),
        ("batch/v2alpha1", "CronJob", "1.21", "batch/v1"),
        ("policy/v1beta1", "PodDisruptionBudget", "1.25", "policy/v1"),
        ("policy/v1beta1", "PodSecurityPolicy", "1.25", ""),
        ("autoscaling/v2beta1", "HorizontalPodAutoscaler", "1.25", "autoscaling/v2"),
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "1.26", "autoscaling/v2"),
        (
            "rbac.authorization.k8s.io/v1beta1", "Role RoleBinding ClusterRole ClusterRoleBinding", "1.22",
            "rbac.authorization.k8s.io/v1"
        ),
        (
            "rbac.authorization.k8s.io/v1alpha1", "Role RoleBinding ClusterRole ClusterRoleBinding", "1.22",
            "rbac.authorization.k8s.io/v1"
        ),
        ("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", "1.22", "apiextensions.k8s.io/v1"),
        (
            "admissionregistration.k8s.io/v1beta1",
            "MutatingWebhookConfiguration ValidatingWebhookConfiguration", "1.22",
            "admissionregistration.k8s.io/v1"
        ),
        ("apiregistration.k8s.io/v1beta1", "APIService", "1.22", "apiregistration.k8s.io/v1"),
        ("certificates.k8s.io/v1beta1", "CertificateSigningRequest", "1.22", "certificates.k8s.io/v1"),
        ("coordination.k8s.io/v1beta1", "Lease", "1.22", "coordination.k8s.io/v1"),
        (
            "storage.k8s.io/v1beta1", "CSIDriver CSINode StorageClass VolumeAttachment", "1.22",
            "storage.k8s.io/v1"
        ),
        ("storage.k8s.io/v1beta1", "CSIStorageCapacity", "1.27", "storage.k8s.io/v1"),
        ("scheduling.k8s.io/v1beta1", "PriorityClass", "1.22", "scheduling.k8s.io/v1"),
        ("discovery.k8s.io/v1beta1", "EndpointSlice", "1.25", "discovery.k8s.io/v1"),
        ("events.k8s.io/v1beta1", "Event", "1.25", "events.k8s.io/v1"),
        ("node.k8s.io/v1beta1", "RuntimeClass", "1.25", "node.k8s.io/v1"),
    ]

    init?(kind: String, apiVersion: String) {
        let found = RemovedVersion.table.first { row in
            row.version == apiVersion && row.kinds.split(separator: " ").contains { $0 == kind }
        }
        guard let found else { return nil }
        release = found.release
        remedy =
            found.successor.isEmpty
            ? "Remove the object: it has no successor (Pod Security Admission took its place)."
            : "Write `apiVersion: \(found.successor)`."
    }
}

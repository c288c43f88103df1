import Basis

/// What can be wrong with Kubernetes manifests, and what in them will hurt.
package enum KubernetesCode: String, DiagnosticCode {
    /// A document of a Kubernetes manifest is not a mapping.
    case notAnObject = "kubernetes.not-an-object"
    /// An object lacks a field that it must have.
    case missingField = "kubernetes.missing-field"
    /// A field has a value of another kind than the cluster takes.
    case wrongType = "kubernetes.wrong-type"
    /// A field has a value that the cluster refuses.
    case wrongValue = "kubernetes.wrong-value"
    /// A field is unknown and looks like one that is known: the cluster would drop it.
    case misspeltField = "kubernetes.misspelt-field"
    /// The file is a template of Helm, not a manifest.
    case templatePlaceholder = "kubernetes.template-placeholder"
    /// The file tells Kustomize what to do; it is not an object of the cluster.
    case kustomization = "kubernetes.kustomization"
    /// The API version of an object is not served by any supported cluster.
    case removedVersion = "kubernetes.removed-version"
    /// The kind of an object does not exist in its API version.
    case wrongVersion = "kubernetes.wrong-version"
    /// Two objects have the same kind, namespace and name: the later would win.
    case duplicateObject = "kubernetes.duplicate-object"
    /// The manifests hold more problems than are shown.
    case tooMany = "kubernetes.too-many"
    /// The selector of a workload does not choose its own pods.
    case selectorMismatch = "kubernetes.selector-mismatch"
    /// A selector chooses no pod of the manifests.
    case selectsNothing = "kubernetes.selects-nothing"
    /// An object refers to another that is not in the manifests.
    case namesNothing = "kubernetes.names-nothing"
    /// A port is named that the other side does not have.
    case unknownPort = "kubernetes.unknown-port"
    /// A container mounts a volume that its pod does not have.
    case unknownVolume = "kubernetes.unknown-volume"
    /// A container gets requests before it can answer: it has no readiness probe.
    case noReadinessProbe = "kubernetes.no-readiness-probe"
    /// While the workload is rolled, none of its pods may be left.
    case allUnavailable = "kubernetes.all-unavailable"
    /// A container ends while requests are still being sent to it.
    case noPreStopDelay = "kubernetes.no-pre-stop-delay"
    /// A pod is killed before its preStop hook has ended.
    case shortGrace = "kubernetes.short-grace"
    /// Nothing keeps all pods from being taken away when nodes are drained.
    case noDisruptionBudget = "kubernetes.no-disruption-budget"
    /// A disruption budget lets no pod go: nodes cannot be drained.
    case blockedDrain = "kubernetes.blocked-drain"
    /// One pod alone: whatever happens to it or its node is an outage.
    case singleReplica = "kubernetes.single-replica"
    /// All pods end before the first new one begins: every roll is an outage.
    case recreate = "kubernetes.recreate"
    /// A slow container is killed before it is merely taken out of service.
    case strictLiveness = "kubernetes.strict-liveness"
    /// An image can change without the manifest changing.
    case mutableImage = "kubernetes.mutable-image"
    /// A password or key is written in the manifest.
    case plainSecret = "kubernetes.plain-secret"
    /// Each apply sets the number of pods back that the autoscaler chose.
    case replicasWithAutoscaler = "kubernetes.replicas-with-autoscaler"
}

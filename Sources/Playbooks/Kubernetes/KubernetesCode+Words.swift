package import Basis

extension KubernetesCode {
    /// How much it matters unless the case at hand says otherwise: what will hurt is a warning, what cannot
    /// work an error.
    package var severity: Diagnostic.Severity {
        switch self {
        case .notAnObject, .missingField, .wrongType, .wrongValue, .templatePlaceholder, .kustomization,
            .removedVersion, .wrongVersion, .duplicateObject, .tooMany, .selectorMismatch, .selectsNothing,
            .namesNothing, .unknownPort, .unknownVolume:
            .error
        case .misspeltField, .noReadinessProbe, .allUnavailable, .noPreStopDelay, .shortGrace,
            .noDisruptionBudget, .blockedDrain, .singleReplica, .recreate, .strictLiveness, .mutableImage,
            .plainSecret, .replicasWithAutoscaler:
            .warning
        }
    }

    /// What the code means.
    package var summary: String {
        switch self {
        case .notAnObject: "A document of a Kubernetes manifest is not a mapping."
        case .missingField: "An object lacks a field that it must have."
        case .wrongType: "A field has a value of another kind than the cluster takes."
        case .wrongValue: "A field has a value that the cluster refuses."
        case .misspeltField: "A field is unknown and looks like one that is known: the cluster would drop it."
        case .templatePlaceholder: "The file is a template of Helm, not a manifest."
        case .kustomization: "The file tells Kustomize what to do; it is not an object of the cluster."
        case .removedVersion: "The API version of an object is not served by any supported cluster."
        case .wrongVersion: "The kind of an object does not exist in its API version."
        case .duplicateObject: "Two objects have the same kind, namespace and name: the later would win."
        case .tooMany: "The manifests hold more problems than are shown."
        case .selectorMismatch: "The selector of a workload does not choose its own pods."
        case .selectsNothing: "A selector chooses no pod of the manifests."
        case .namesNothing: "An object refers to another that is not in the manifests."
        case .unknownPort: "A port is named that the other side does not have."
        case .unknownVolume: "A container mounts a volume that its pod does not have."
        case .noReadinessProbe: "A container gets requests before it can answer: it has no readiness probe."
        case .allUnavailable: "While the workload is rolled, none of its pods may be left."
        case .noPreStopDelay: "A container ends while requests are still being sent to it."
        case .shortGrace: "A pod is killed before its preStop hook has ended."
        case .noDisruptionBudget: "Nothing keeps all pods from being taken away when nodes are drained."
        case .blockedDrain: "A disruption budget lets no pod go: nodes cannot be drained."
        case .singleReplica: "One pod alone: whatever happens to it or its node is an outage."
        case .recreate: "All pods end before the first new one begins: every roll is an outage."
        case .strictLiveness: "A slow container is killed before it is merely taken out of service."
        case .mutableImage: "An image can change without the manifest changing."
        case .plainSecret: "A password or key is written in the manifest."
        case .replicasWithAutoscaler: "Each apply sets the number of pods back that the autoscaler chose."
        }
    }
}

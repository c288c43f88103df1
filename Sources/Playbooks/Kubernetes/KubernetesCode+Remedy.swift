extension KubernetesCode {
    /// What to do about it.
    package var remedy: String {
        switch self {
        case .notAnObject: "Write an object with `apiVersion`, `kind` and `metadata.name`."
        case .missingField: "Add the field."
        case .wrongType, .wrongValue: "Write what the message asks for."
        case .misspeltField: "Correct the spelling; `kubectl explain` lists the fields of a kind."
        case .templatePlaceholder:
            "Render it first: `helm template NAME CHART > manifests.yaml`, and use that file."
        case .kustomization:
            "Build it first: `kubectl kustomize DIRECTORY > manifests.yaml`, and use that file."
        case .removedVersion, .wrongVersion: "Write the API version that the message names."
        case .duplicateObject: "Remove one of them, or give it another name."
        case .tooMany: "Correct those that are shown, and check again."
        case .selectorMismatch: "Give the template the labels that the selector asks for."
        case .selectsNothing: "Write the labels of the pods that are meant."
        case .namesNothing: "Correct the name, or add the object to the manifests."
        case .unknownPort: "Write a port that the other side has."
        case .unknownVolume: "Add it under `volumes:`, or correct the name."
        case .noReadinessProbe:
            "Add `readinessProbe:` with an address that answers only when requests can be served."
        case .allUnavailable: "Write `maxUnavailable: 0` and `maxSurge: 1`."
        case .noPreStopDelay:
            "Add `lifecycle: { preStop: { sleep: { seconds: 5 } } }`; before 1.30 an `exec` of `sleep 5`."
        case .shortGrace:
            "Make `terminationGracePeriodSeconds` the time of the hook and of the longest request together."
        case .noDisruptionBudget: "Add a PodDisruptionBudget with the same selector and `maxUnavailable: 1`."
        case .blockedDrain: "Let at least one pod go: `maxUnavailable: 1`."
        case .singleReplica: "Write `replicas: 2` or more, if two of it may run at once."
        case .recreate: "Use `RollingUpdate`, if old and new may run at once; otherwise say so in a window."
        case .strictLiveness:
            "Give the liveness probe more failures, longer periods or more time than readiness."
        case .mutableImage: "Name a version, better a digest: `image: NAME:1.2.3@sha256:…`."
        case .plainSecret: "Keep it in a Secret that is made elsewhere, and refer to it with `secretKeyRef`."
        case .replicasWithAutoscaler: "Remove `replicas:`; the autoscaler keeps the number."
        }
    }
}

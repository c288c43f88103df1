extension Validation {
    private static let immutable = "field is immutable"

    /// What an update may not change.
    static func check(_ new: JSON, after old: JSON, _ kind: Kind) throws(Refusal) {
        let fixed: [String]
        switch kind.id {
        case "deployments.apps", "replicasets.apps", "daemonsets.apps": fixed = ["selector"]
        case "jobs.batch": fixed = ["selector", "template", "completions", "completionMode"]
        default: fixed = []
        }
        var flaws = fixed.filter { old[["spec", $0]] != new[["spec", $0]] }
            .map { Flaw.invalid("spec.\($0)", new[["spec", $0]], immutable) }
        switch kind.id {
        case "statefulsets.apps": flaws += statefulSet(new, old)
        case "pods": flaws += pod(new, old)
        case "configmaps", "secrets":
            if old["immutable"]?.bool == true, old["data"] != new["data"] || new["immutable"] != true {
                flaws.append(.forbidden("data", "field is immutable when `immutable` is set"))
            }
            if kind.id == "secrets", old["type"] != new["type"] {
                flaws.append(.invalid("type", new["type"], immutable))
            }
        case "services":
            let before = old[["spec", "clusterIP"]]
            let after = new[["spec", "clusterIP"]]
            if old.words("spec", "type") != "ExternalName", before != nil, before != after {
                flaws.append(.invalid("spec.clusterIPs[0]", after, "may not change once set"))
            }
        case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io":
            if old["roleRef"] != new["roleRef"] {
                flaws.append(.invalid("roleRef", new["roleRef"], "cannot change roleRef"))
            }
        default: break
        }
        if !flaws.isEmpty { throw .invalid(kind, old.name, flaws) }
    }

    private static func statefulSet(_ new: JSON, _ old: JSON) -> [Flaw] {
        let free: Set<String> = [
            "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
        ]
        let names = Set((old["spec"]?.fields ?? [:]).keys).union((new["spec"]?.fields ?? [:]).keys)
        guard names.subtracting(free).contains(where: { old[["spec", $0]] != new[["spec", $0]] }) else {
            return []
        }
        return [
            .forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
                    + "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
                    + "'minReadySeconds' are forbidden")
        ]
    }

    private static func pod(_ new: JSON, _ old: JSON) -> [Flaw] {
        func fixed(_ pod: JSON) -> JSON {
            var spec = pod["spec"] ?? [:]
            for name in ["activeDeadlineSeconds", "tolerations", "nodeName", "terminationGracePeriodSeconds"]
            {
                spec[name] = nil
            }
            for list in ["containers", "initContainers"] {
                guard let containers = spec[list]?.list else { continue }
                spec[list] = .list(
                    containers.map {
                        var container = $0
                        container["image"] = nil
                        return container
                    })
            }
            return spec
        }
        guard fixed(new) != fixed(old) else { return [] }
        return [
            .forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,"
                    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only "
                    + "additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it "
                    + "to be "
                    + "set to 1 if it was previously negative)")
        ]
    }
}

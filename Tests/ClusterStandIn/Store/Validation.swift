/// What the server refuses with 422 and the fields at fault.
enum Validation {
    static func check(_ object: JSON, _ kind: Kind) throws(Refusal) {
        var flaws = names(object, kind)
        let spec = object["spec"] ?? [:]
        switch kind.id {
        case "deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps":
            flaws += workload(spec, kind)
        case "jobs.batch":
            flaws += counts(spec, ["parallelism", "completions", "backoffLimit", "ttlSecondsAfterFinished"])
            flaws += template(spec, allowed: ["OnFailure", "Never"])
        case "pods": flaws += pod(spec, "spec")
        case "services": flaws += service(spec)
        case "configmaps", "secrets": flaws += data(object)
        case "horizontalpodautoscalers.autoscaling":
            if spec.count("maxReplicas") < max(1, spec.count("minReplicas", or: 1)) {
                flaws.append(
                    .invalid(
                        "spec.maxReplicas", spec["maxReplicas"],
                        "must be greater than or equal to `minReplicas`"))
            }
        case "leases.coordination.k8s.io":
            if let seconds = spec["leaseDurationSeconds"]?.integer, seconds <= 0 {
                flaws.append(
                    .invalid("spec.leaseDurationSeconds", .integer(seconds), "must be greater than 0"))
            }
        default: break
        }
        if !flaws.isEmpty { throw .invalid(kind, object.name, flaws) }
    }

    private static let subdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
        + "and must "
        + "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

    private static func names(_ object: JSON, _ kind: Kind) -> [Flaw] {
        var flaws: [Flaw] = []
        let isFree = kind.group == "rbac.authorization.k8s.io"
        if !isFree, !Names.isSubdomain(object.name) {
            flaws.append(.invalid("metadata.name", .text(object.name), subdomain))
        }
        for (name, value) in object.labels where !isLabelValue(value) {
            flaws.append(
                .invalid(
                    "metadata.labels", .text(value),
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', "
                        + "'_' or "
                        + "'.', and must start and end with an alphanumeric character (label \(name))"))
        }
        return flaws
    }

    private static func isLabelValue(_ value: String) -> Bool {
        if value.isEmpty { return true }
        let isPlain = { (letter: Character) in letter.isASCII && (letter.isLetter || letter.isNumber) }
        guard let first = value.first, let last = value.last, value.utf8.count <= 63 else { return false }
        return isPlain(first) && isPlain(last) && value.allSatisfy { isPlain($0) || "-_.".contains($0) }
    }

    private static func counts(_ spec: JSON, _ names: [String]) -> [Flaw] {
        names.compactMap { name in
            guard let count = spec[name]?.integer, count < 0 else { return nil }
            return .invalid("spec.\(name)", .integer(count), "must be greater than or equal to 0")
        }
    }

    private static func workload(_ spec: JSON, _ kind: Kind) -> [Flaw] {
        var flaws = counts(
            spec, ["replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"])
        guard let selector = spec["selector"], !(selector.fields ?? [:]).isEmpty else {
            return flaws + [.required("spec.selector")] + template(spec, allowed: ["Always"])
        }
        let labels = spec[["template"]]?.labels ?? [:]
        if !LabelMatch(selector).match(labels) {
            flaws.append(
                .invalid(
                    "spec.template.metadata.labels", JSON(labels),
                    "`selector` does not match template `labels`"))
        }
        if kind.id == "deployments.apps" {
            let rolling = spec[["strategy", "rollingUpdate"]]
            if spec.words("strategy", "type") == "Recreate", rolling != nil {
                flaws.append(
                    .forbidden(
                        "spec.strategy.rollingUpdate",
                        "may not be specified when strategy `type` is 'Recreate'"))
            }
            if let rolling, isNothing(rolling["maxSurge"]), isNothing(rolling["maxUnavailable"]) {
                flaws.append(
                    .invalid(
                        "spec.strategy.rollingUpdate.maxUnavailable", rolling["maxUnavailable"],
                        "may not be 0 when `maxSurge` is 0"))
            }
            if let deadline = spec["progressDeadlineSeconds"]?.integer,
                deadline <= spec.count("minReadySeconds")
            {
                flaws.append(
                    .invalid(
                        "spec.progressDeadlineSeconds", .integer(deadline),
                        "must be greater than minReadySeconds"))
            }
        }
        return flaws + template(spec, allowed: ["Always"])
    }

    private static func isNothing(_ value: JSON?) -> Bool {
        value == 0 || value == "0%" || value == nil
    }

    private static func template(_ spec: JSON, allowed: [String]) -> [Flaw] {
        guard let pod = spec[["template", "spec"]] else {
            return [.required("spec.template.spec.containers")]
        }
        var flaws = self.pod(pod, "spec.template.spec")
        let policy = pod.words("restartPolicy")
        if !allowed.contains(policy) {
            flaws.append(.unsupported("spec.template.spec.restartPolicy", policy, allowed))
        }
        return flaws
    }

    private static func pod(_ spec: JSON, _ path: String) -> [Flaw] {
        var flaws: [Flaw] = []
        let volumes = Set(spec.items("volumes").map { $0.words("name") })
        if spec.items("containers").isEmpty { flaws.append(.required("\(path).containers")) }
        for list in ["containers", "initContainers"] {
            var seen: Set<String> = []
            for (index, container) in spec.items(list).enumerated() {
                let here = "\(path).\(list)[\(index)]"
                let name = container.words("name")
                if name.isEmpty { flaws.append(.required("\(here).name")) }
                if !name.isEmpty, !Names.isLabel(name) {
                    flaws.append(.invalid("\(here).name", .text(name), "a lowercase RFC 1123 label"))
                }
                if !seen.insert(name).inserted { flaws.append(.duplicate("\(here).name", .text(name))) }
                if container.words("image").isEmpty { flaws.append(.required("\(here).image")) }
                flaws += self.container(container, here, volumes)
            }
        }
        return flaws
    }

    private static func container(_ container: JSON, _ path: String, _ volumes: Set<String>) -> [Flaw] {
        var flaws: [Flaw] = []
        for (index, port) in container.items("ports").enumerated() {
            if !(1...65535).contains(port.count("containerPort")) {
                flaws.append(
                    .invalid(
                        "\(path).ports[\(index)].containerPort", port["containerPort"],
                        "must be between 1 and 65535, inclusive"))
            }
        }
        for (index, mount) in container.items("volumeMounts").enumerated()
        where !volumes.contains(mount.words("name")) {
            flaws.append(
                Flaw(
                    reason: "FieldValueNotFound", field: "\(path).volumeMounts[\(index)].name",
                    words: "Not found: \"\(mount.words("name"))\""))
        }
        let policy = container.words("imagePullPolicy")
        if !["Always", "IfNotPresent", "Never"].contains(policy) {
            flaws.append(
                .unsupported("\(path).imagePullPolicy", policy, ["Always", "IfNotPresent", "Never"]))
        }
        for probe in ["readinessProbe", "livenessProbe", "startupProbe"] {
            guard let probed = container[probe] else { continue }
            if ["httpGet", "exec", "tcpSocket", "grpc"].allSatisfy({ probed[$0] == nil }) {
                flaws.append(.required("\(path).\(probe)", "must specify a handler type"))
            }
        }
        return flaws
    }

    private static func service(_ spec: JSON) -> [Flaw] {
        if spec.words("type") == "ExternalName" { return [] }
        guard !spec.items("ports").isEmpty || spec.words("clusterIP") == "None" else {
            return [.required("spec.ports")]
        }
        let ports = spec.items("ports")
        return ports.enumerated().compactMap { index, port in
            if ports.count > 1, port.words("name").isEmpty {
                return .required("spec.ports[\(index)].name")
            }
            guard !(1...65535).contains(port.count("port")) else { return nil }
            return .invalid(
                "spec.ports[\(index)].port", port["port"], "must be between 1 and 65535, inclusive")
        }
    }

    private static func data(_ object: JSON) -> [Flaw] {
        let size = (object["data"]?.fields ?? [:]).values.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) }
        guard size <= 1 << 20 else {
            return [
                Flaw(
                    reason: "FieldValueTooLong", field: "data",
                    words: "Too long: may not be more than 1048576 bytes")
            ]
        }
        return []
    }
}

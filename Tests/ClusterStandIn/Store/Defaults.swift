/// What the server fills in where an object says nothing.
enum Defaults {
    static func fill(_ object: inout JSON, _ kind: Kind) {
        var spec = object["spec"] ?? [:]
        switch kind.id {
        case "pods": pod(&spec)
        case "deployments.apps": deployment(&spec)
        case "replicasets.apps":
            set(&spec, "replicas", 1)
            template(&spec)
        case "statefulsets.apps": statefulSet(&spec)
        case "daemonsets.apps": daemonSet(&spec)
        case "jobs.batch": job(&spec)
        case "cronjobs.batch":
            set(&spec, "concurrencyPolicy", "Allow")
            set(&spec, "suspend", false)
            set(&spec, "successfulJobsHistoryLimit", 3)
            set(&spec, "failedJobsHistoryLimit", 1)
        case "services": service(&spec)
        case "namespaces":
            set(&spec, "finalizers", ["kubernetes"])
            object[["metadata", "labels", "kubernetes.io/metadata.name"]] = .text(object.name)
        case "horizontalpodautoscalers.autoscaling": set(&spec, "minReplicas", 1)
        case "secrets":
            for (name, value) in object.texts("stringData") {
                object[["data", name]] = .text(Base64.text(Array(value.utf8)))
            }
            object["stringData"] = nil
            set(&object, "type", "Opaque")
            return
        default: return
        }
        object["spec"] = spec
    }

    private static func set(_ object: inout JSON, _ name: String, _ value: JSON) {
        if object[name] == nil { object[name] = value }
    }

    private static func deployment(_ spec: inout JSON) {
        set(&spec, "replicas", 1)
        set(&spec, "revisionHistoryLimit", 10)
        set(&spec, "progressDeadlineSeconds", 600)
        var strategy = spec["strategy"] ?? [:]
        set(&strategy, "type", "RollingUpdate")
        if strategy.words("type") == "RollingUpdate" {
            var rolling = strategy["rollingUpdate"] ?? [:]
            set(&rolling, "maxUnavailable", "25%")
            set(&rolling, "maxSurge", "25%")
            strategy["rollingUpdate"] = rolling
        }
        spec["strategy"] = strategy
        template(&spec)
    }

    private static func statefulSet(_ spec: inout JSON) {
        set(&spec, "replicas", 1)
        set(&spec, "revisionHistoryLimit", 10)
        set(&spec, "podManagementPolicy", "OrderedReady")
        set(
            &spec, "persistentVolumeClaimRetentionPolicy",
            ["whenDeleted": "Retain", "whenScaled": "Retain"])
        var strategy = spec["updateStrategy"] ?? [:]
        set(&strategy, "type", "RollingUpdate")
        if strategy.words("type") == "RollingUpdate" {
            var rolling = strategy["rollingUpdate"] ?? [:]
            set(&rolling, "partition", 0)
            strategy["rollingUpdate"] = rolling
        }
        spec["updateStrategy"] = strategy
        template(&spec)
    }

    private static func daemonSet(_ spec: inout JSON) {
        set(&spec, "revisionHistoryLimit", 10)
        var strategy = spec["updateStrategy"] ?? [:]
        set(&strategy, "type", "RollingUpdate")
        if strategy.words("type") == "RollingUpdate" {
            var rolling = strategy["rollingUpdate"] ?? [:]
            set(&rolling, "maxUnavailable", 1)
            set(&rolling, "maxSurge", 0)
            strategy["rollingUpdate"] = rolling
        }
        spec["updateStrategy"] = strategy
        template(&spec)
    }

    private static func job(_ spec: inout JSON) {
        if spec["completions"] == nil, spec["parallelism"] == nil { spec["completions"] = 1 }
        set(&spec, "parallelism", 1)
        set(&spec, "backoffLimit", 6)
        set(&spec, "completionMode", "NonIndexed")
        set(&spec, "suspend", false)
        set(&spec, "podReplacementPolicy", "TerminatingOrFailed")
        template(&spec)
    }

    private static func service(_ spec: inout JSON) {
        set(&spec, "type", "ClusterIP")
        set(&spec, "sessionAffinity", "None")
        if spec.words("type") != "ExternalName" { set(&spec, "internalTrafficPolicy", "Cluster") }
        guard let ports = spec["ports"]?.list else { return }
        spec["ports"] = .list(
            ports.map { port in
                var port = port
                set(&port, "protocol", "TCP")
                if let number = port["port"] { set(&port, "targetPort", number) }
                return port
            })
    }

    private static func template(_ spec: inout JSON) {
        guard var template = spec["template"] else { return }
        var pod = template["spec"] ?? [:]
        self.pod(&pod)
        template["spec"] = pod
        // The server writes it out, empty as it is.
        if template[["metadata", "creationTimestamp"]] != nil {
            template[["metadata", "creationTimestamp"]] = nil
        }
        spec["template"] = template
    }

    private static func pod(_ spec: inout JSON) {
        set(&spec, "restartPolicy", "Always")
        set(&spec, "dnsPolicy", "ClusterFirst")
        set(&spec, "schedulerName", "default-scheduler")
        set(&spec, "terminationGracePeriodSeconds", 30)
        set(&spec, "securityContext", [:])
        if let account = spec["serviceAccountName"] { set(&spec, "serviceAccount", account) }
        for name in ["containers", "initContainers"] {
            guard let containers = spec[name]?.list else { continue }
            spec[name] = .list(containers.map(container))
        }
        if let volumes = spec["volumes"]?.list { spec["volumes"] = .list(volumes.map(volume)) }
    }

    private static func volume(_ volume: JSON) -> JSON {
        var volume = volume
        for source in ["configMap", "secret", "projected", "downwardAPI"] {
            guard var inner = volume[source] else { continue }
            set(&inner, "defaultMode", 420)
            volume[source] = inner
        }
        return volume
    }

    private static func container(_ container: JSON) -> JSON {
        var container = container
        set(&container, "terminationMessagePath", "/dev/termination-log")
        set(&container, "terminationMessagePolicy", "File")
        set(&container, "resources", [:])
        let image = container.words("image")
        let tag = image.split(separator: "/").last?.split(separator: ":").dropFirst().last ?? "latest"
        let isFloating = tag == "latest" && !image.contains("@")
        set(&container, "imagePullPolicy", isFloating ? "Always" : "IfNotPresent")
        if let ports = container["ports"]?.list {
            container["ports"] = .list(
                ports.map { port in
                    var port = port
                    set(&port, "protocol", "TCP")
                    return port
                })
        }
        for name in ["readinessProbe", "livenessProbe", "startupProbe"] {
            if let probe = container[name] { container[name] = self.probe(probe) }
        }
        var resources = container["resources"] ?? [:]
        for (name, limit) in resources["limits"]?.fields ?? [:] {
            var requests = resources["requests"] ?? [:]
            set(&requests, name, limit)
            resources["requests"] = requests
        }
        container["resources"] = resources
        return container
    }

    private static func probe(_ probe: JSON) -> JSON {
        var probe = probe
        set(&probe, "timeoutSeconds", 1)
        set(&probe, "periodSeconds", 10)
        set(&probe, "successThreshold", 1)
        set(&probe, "failureThreshold", 3)
        if var http = probe["httpGet"] {
            set(&http, "path", "/")
            set(&http, "scheme", "HTTP")
            probe["httpGet"] = http
        }
        return probe
    }

    /// What was given to an object once stays with it when an update does not name it.
    static func keep(_ new: inout JSON, from old: JSON, _ kind: Kind) {
        let kept: [[String]]
        switch kind.id {
        case "services":
            kept = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"].map { ["spec", $0] }
        case "pods":
            kept = [["spec", "nodeName"], ["spec", "serviceAccountName"], ["spec", "serviceAccount"]]
        case "jobs.batch": kept = [["spec", "selector"]]
        default: kept = []
        }
        for path in kept where new[path] == nil && old[path] != nil { new[path] = old[path] }
        guard kind.id == "jobs.batch" else { return }
        for name in [
            "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid",
            "job-name",
        ] {
            let path = ["spec", "template", "metadata", "labels", name]
            if new[path] == nil { new[path] = old[path] }
        }
    }
}

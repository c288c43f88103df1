extension World {
    /// Every controller that is concerned looks at one object.
    mutating func reconcile(_ key: ObjectKey) {
        switch key.kind {
        case "deployments.apps": reconcileDeployment(key)
        case "replicasets.apps": reconcileReplicaSet(key)
        case "statefulsets.apps": reconcileStatefulSet(key)
        case "daemonsets.apps": reconcileDaemonSet(key)
        case "jobs.batch": reconcileJob(key)
        case "pods": reconcilePod(key)
        case "namespaces": reconcileNamespace(key)
        case "services": reconcileService(key)
        case "poddisruptionbudgets.policy": reconcileBudget(key)
        case "resourcequotas": reconcileQuota(key)
        default: break
        }
        collect(key)
    }

    /// Has those look who do not own an object and still depend on it.
    mutating func concern(_ key: ObjectKey, _ object: JSON) {
        guard key.kind == "pods" else {
            if key.kind == "nodes" { touchPending() }
            return
        }
        let labels = object.labels
        for (name, service) in shelves["services"]?[key.namespace] ?? [:] {
            let selector = service.texts("spec", "selector")
            if !selector.isEmpty, LabelMatch(equal: selector).match(labels) {
                touch(ObjectKey("services", key.namespace, name))
            }
        }
        for (name, budget) in shelves["poddisruptionbudgets.policy"]?[key.namespace] ?? [:]
        where LabelMatch(budget[["spec", "selector"]] ?? [:]).match(labels) {
            touch(ObjectKey("poddisruptionbudgets.policy", key.namespace, name))
        }
        for name in (shelves["resourcequotas"]?[key.namespace] ?? [:]).keys {
            touch(ObjectKey("resourcequotas", key.namespace, name))
        }
        if shelves["pods"]?[key.namespace]?[key.name] == nil { touchPending() }
    }

    /// Has the scheduler try the pods again that found no place.
    private mutating func touchPending() {
        for key in waiting { touch(key) }
    }

    /// What a cluster has before anybody deploys anything.
    mutating func furnish() {
        for name in ["default", "kube-system", "kube-public", "kube-node-lease"] {
            found("namespaces", ["metadata": ["name": .text(name)]])
        }
        for number in 1...max(1, settings.nodes) {
            let room: JSON = [
                "cpu": .text(String(settings.nodeProcessors)), "memory": .text("\(settings.nodeMemory)Gi"),
                "pods": .text(String(settings.nodePods)), "ephemeral-storage": "100Gi",
            ]
            found(
                "nodes",
                [
                    "metadata": [
                        "name": "node-\(number)",
                        "labels": [
                            "kubernetes.io/hostname": "node-\(number)", "kubernetes.io/os": "linux",
                            "kubernetes.io/arch": "amd64",
                        ],
                    ],
                    "spec": [:],
                    "status": [
                        "capacity": room, "allocatable": room,
                        "conditions": [
                            ["type": "Ready", "status": "True", "reason": "KubeletReady"]
                        ], "nodeInfo": ["kubeletVersion": "v1.36.0", "operatingSystem": "linux"],
                    ],
                ])
        }
        let everything: JSON = [["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]]
        found(
            "clusterroles.rbac.authorization.k8s.io",
            ["metadata": ["name": "cluster-admin"], "rules": everything])
        let groups: JSON = [
            "", "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "coordination.k8s.io",
            "discovery.k8s.io",
        ]
        for (name, verbs) in [
            ("admin", ["*"] as JSON), ("edit", ["*"]), ("view", ["get", "list", "watch"]),
        ] {
            let rules: JSON = [["verbs": verbs, "apiGroups": groups, "resources": ["*"]]]
            found(
                "clusterroles.rbac.authorization.k8s.io", ["metadata": ["name": .text(name)], "rules": rules])
        }
        found(
            "services",
            [
                "metadata": ["name": "kubernetes", "namespace": "default"],
                "spec": ["ports": [["name": "https", "port": 443, "targetPort": 6443]]],
            ])
    }

    /// Puts something where it has always been.
    private mutating func found(_ id: String, _ object: JSON) {
        let kind = Kind.named(id)
        let writing = Writing(
            kind: kind, namespace: object.namespace, name: object.name, manager: "kube-apiserver")
        guard var made = try? christened(object, writing) else { return }
        made["status"] = object["status"]
        Defaults.fill(&made, kind)
        prepare(&made, kind)
        put(made, as: kind)
    }

    /// Makes an object as a controller does; throws what the API server says to it.
    @discardableResult
    mutating func make(
        _ id: String, _ object: JSON, in namespace: String, by manager: String = "kube-controller-manager"
    ) throws(Refusal) -> JSON {
        var writing = Writing(kind: Kind.named(id), namespace: namespace, manager: manager)
        return try create(object, &writing)
    }

    /// Says that something happened to an object; what was said before is counted up.
    mutating func tell(
        of object: JSON, _ type: String, _ reason: String, _ message: String, by source: String
    ) {
        let words = [object.uid, type, reason, message].joined(separator: "\u{0}")
        let name = "\(object.name).\(String(Names.hash(Array(words.utf8)), radix: 16))"
        let key = ObjectKey("events", object.namespace.isEmpty ? "default" : object.namespace, name)
        let now = JSON.text(Moment.text())
        if self.object(key) != nil {
            amend(key, by: source) {
                $0["count"] = .integer($0.count("count") + 1)
                $0["lastTimestamp"] = now
            }
            return
        }
        let event: JSON = [
            "metadata": ["name": .text(name)],
            "involvedObject": [
                "kind": object["kind"] ?? "", "namespace": .text(object.namespace),
                "name": .text(object.name),
                "uid": .text(object.uid), "apiVersion": object["apiVersion"] ?? "",
                "resourceVersion": .text(object.words("metadata", "resourceVersion")),
            ],
            "reason": .text(reason), "message": .text(message), "type": .text(type),
            "source": ["component": .text(source)],
            "firstTimestamp": now, "lastTimestamp": now, "count": 1,
            "reportingComponent": .text(source), "reportingInstance": "", "eventTime": .null,
        ]
        // Where the namespace is going, nobody keeps what happens in it.
        _ = try? make("events", event, in: key.namespace, by: source)
    }
}

extension World {
    mutating func reconcileStatefulSet(_ key: ObjectKey) {
        guard let set = object(key), !set.isLeaving else { return }
        let wanted = Int(set.count("spec", "replicas"))
        let revision = "\(set.name)-\(Names.hashText((set[["spec", "template"]] ?? [:]).bytes()))"
        let old = set["status"] ?? [:]
        var current = old.words("currentRevision", or: revision)
        keepRevision(set, revision)
        let isParallel = set.words("spec", "podManagementPolicy") == "Parallel"
        let first = Int(set.count("spec", "ordinals", "start"))
        let range = first..<(first + wanted)
        let pods = governed(by: set, kind: "pods")
        let byName = Dictionary(pods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let seconds = set.count("spec", "minReadySeconds")
        var isHeld = false
        for ordinal in range where !isHeld {
            let name = "\(set.name)-\(ordinal)"
            if let pod = byName[name] {
                if ["Succeeded", "Failed"].contains(pod.words("status", "phase")), !pod.isLeaving {
                    drop(pod)
                }
                isHeld = !isParallel && (pod.isLeaving || !isAvailable(pod, afterSeconds: seconds, for: key))
            } else {
                let partition = Int(set.count("spec", "updateStrategy", "rollingUpdate", "partition"))
                let isOld = ordinal - first < partition && current != revision
                make(set, name, ordinal, isOld ? current : revision, key)
                isHeld = !isParallel
            }
        }
        let spare = pods.filter { !range.map { "\(set.name)-\($0)" }.contains($0.name) }
            .sorted { World.ordinal($0) > World.ordinal($1) }
        if isParallel {
            for pod in spare where !pod.isLeaving { drop(pod) }
        } else if !isHeld, let last = spare.first {
            if !last.isLeaving { drop(last) }
            isHeld = true
        }
        if !isHeld || isParallel { update(set, pods, revision, key) }
        let all = governed(by: set, kind: "pods")
        if all.allSatisfy({ World.revision(of: $0) == revision }), all.count == wanted { current = revision }
        writeStatus(key, set, all, current, revision, seconds)
    }

    private static func ordinal(_ pod: JSON) -> Int {
        pod.name.split(separator: "-").last.flatMap { Int($0) } ?? -1
    }

    private static func revision(of pod: JSON) -> String { pod.labels["controller-revision-hash"] ?? "" }

    /// Templates are kept, so that pods below the partition can come back as they were.
    private mutating func keepRevision(_ owner: JSON, _ name: String) {
        guard object("controllerrevisions.apps", owner.namespace, name) == nil else { return }
        let number =
            governed(by: owner, kind: "controllerrevisions.apps").map { $0.count("revision") }.max() ?? 0
        let revision: JSON = [
            "metadata": [
                "name": .text(name), "labels": JSON(owner.texts("spec", "selector", "matchLabels")),
                "ownerReferences": [Parent.reference(owner)],
            ], "data": ["spec": ["template": owner[["spec", "template"]] ?? [:]]],
            "revision": .integer(number + 1),
        ]
        // There is one of that name, or the namespace is going: both are as they should be.
        _ = try? make("controllerrevisions.apps", revision, in: owner.namespace)
    }

    private mutating func make(
        _ set: JSON, _ name: String, _ ordinal: Int, _ revision: String, _ key: ObjectKey
    ) {
        let kept = object("controllerrevisions.apps", set.namespace, revision)
        let template = kept?[["data", "spec", "template"]] ?? set[["spec", "template"]] ?? [:]
        var pod = World.pod(from: template, of: set)
        pod[["metadata", "name"]] = .text(name)
        pod[["metadata", "labels", "statefulset.kubernetes.io/pod-name"]] = .text(name)
        pod[["metadata", "labels", "apps.kubernetes.io/pod-index"]] = .text(String(ordinal))
        pod[["metadata", "labels", "controller-revision-hash"]] = .text(revision)
        pod[["spec", "hostname"]] = .text(name)
        if let service = set[["spec", "serviceName"]] { pod[["spec", "subdomain"]] = service }
        do throws(Refusal) {
            try make("pods", pod, in: set.namespace)
            tell(
                of: set, "Normal", "SuccessfulCreate",
                "create Pod \(name) in StatefulSet \(set.name) successful", by: "statefulset-controller")
        } catch {
            tell(
                of: set, "Warning", "FailedCreate",
                "create Pod \(name) in StatefulSet \(set.name) failed error: \(error.message)",
                by: "statefulset-controller")
            touch(key, afterSeconds: 5)
        }
    }

    private mutating func drop(_ pod: JSON) {
        // Gone already is as good.
        _ = try? delete(ObjectKey("pods", pod.namespace, pod.name), Deletion())
    }

    /// From the highest ordinal down to the partition, one at a time: and none while one is not ready.
    private mutating func update(_ set: JSON, _ pods: [JSON], _ revision: String, _ key: ObjectKey) {
        guard set.words("spec", "updateStrategy", "type") == "RollingUpdate" else { return }
        let first = Int(set.count("spec", "ordinals", "start"))
        let partition = Int(set.count("spec", "updateStrategy", "rollingUpdate", "partition")) + first
        for pod in pods.sorted(by: { World.ordinal($0) > World.ordinal($1) })
        where World.ordinal(pod) >= partition {
            if World.revision(of: pod) != revision {
                if !pod.isLeaving { drop(pod) }
                return
            }
            if pod.isLeaving || !pod.isReady { return }
        }
    }

    private mutating func writeStatus(
        _ key: ObjectKey, _ set: JSON, _ pods: [JSON], _ current: String, _ revision: String, _ seconds: Int64
    ) {
        let old = set["status"] ?? [:]
        var status = old
        let living = pods.filter { !$0.isLeaving }
        var available: Int64 = 0
        for pod in living where isAvailable(pod, afterSeconds: seconds, for: key) { available += 1 }
        let updated = living.filter { World.revision(of: $0) == revision }.count
        status["observedGeneration"] = set[["metadata", "generation"]]
        status["replicas"] = .integer(Int64(pods.count))
        status["availableReplicas"] = .integer(available)
        for (name, count) in [
            ("readyReplicas", living.filter(\.isReady).count), ("updatedReplicas", updated),
            ("currentReplicas", living.filter { World.revision(of: $0) == current }.count),
        ] {
            status[name] = count > 0 ? .integer(Int64(count)) : nil
        }
        status["currentRevision"] = .text(current)
        status["updateRevision"] = .text(revision)
        status["collisionCount"] = 0
        if status != old { amendStatus(key, status) }
    }

    // MARK: Daemon sets

    mutating func reconcileDaemonSet(_ key: ObjectKey) {
        guard let set = object(key), !set.isLeaving else { return }
        let hash = Names.hashText((set[["spec", "template"]] ?? [:]).bytes())
        keepRevision(set, "\(set.name)-\(hash)")
        let nodes = all("nodes").filter { node in
            set[["spec", "template"]]?.texts("spec", "nodeSelector").allSatisfy {
                node.labels[$0.key] == $0.value
            }
                ?? true
        }
        let pods = governed(by: set, kind: "pods")
        let rolling = set[["spec", "updateStrategy", "rollingUpdate"]]
        var missing = Quantity.share(rolling?["maxUnavailable"], of: Int64(nodes.count), roundingUp: true)
        let isRolling = set.words("spec", "updateStrategy", "type") == "RollingUpdate"
        var byNode: [String: [JSON]] = [:]
        for pod in pods { byNode[World.node(of: pod), default: []].append(pod) }
        missing -= Int64(
            nodes.filter { node in !(byNode[node.name] ?? []).contains { $0.isReady && !$0.isLeaving } }.count
        )
        for node in nodes {
            let standing = byNode[node.name] ?? []
            for pod in standing where ["Succeeded", "Failed"].contains(pod.words("status", "phase")) {
                if !pod.isLeaving { drop(pod) }
            }
            if standing.isEmpty {
                place(set, on: node, hash, key)
            } else if isRolling,
                let old = standing.first(where: {
                    !$0.isLeaving && $0.labels["controller-revision-hash"] != hash
                })
            {
                if !old.isReady {
                    drop(old)
                } else if missing > 0 {
                    missing -= 1
                    drop(old)
                }
            }
        }
        daemonStatus(key, set, governed(by: set, kind: "pods").filter { !$0.isLeaving }, nodes.count, hash)
    }

    private static func node(of pod: JSON) -> String {
        let name = pod.words("spec", "nodeName")
        if !name.isEmpty { return name }
        return pod.texts("spec", "nodeSelector")["kubernetes.io/hostname"] ?? ""
    }

    private mutating func place(_ set: JSON, on node: JSON, _ hash: String, _ key: ObjectKey) {
        var pod = World.pod(from: set[["spec", "template"]] ?? [:], of: set)
        pod[["metadata", "generateName"]] = .text("\(set.name)-")
        pod[["metadata", "labels", "controller-revision-hash"]] = .text(hash)
        // A real daemon set says it by an affinity to the node's name, which comes to the same.
        pod[["spec", "nodeSelector", "kubernetes.io/hostname"]] = .text(node.name)
        do throws(Refusal) {
            try make("pods", pod, in: set.namespace)
        } catch {
            tell(
                of: set, "Warning", "FailedCreate", "Error creating: \(error.message)",
                by: "daemonset-controller")
            touch(key, afterSeconds: 5)
        }
    }

    private mutating func daemonStatus(
        _ key: ObjectKey, _ set: JSON, _ pods: [JSON], _ nodes: Int, _ hash: String
    ) {
        var available: Int64 = 0
        for pod in pods
        where isAvailable(pod, afterSeconds: set.count("spec", "minReadySeconds"), for: key) {
            available += 1
        }
        let old = set["status"] ?? [:]
        var status = old
        let updated = pods.filter { $0.labels["controller-revision-hash"] == hash }.count
        status["observedGeneration"] = set[["metadata", "generation"]]
        status["desiredNumberScheduled"] = .integer(Int64(nodes))
        status["currentNumberScheduled"] = .integer(Int64(pods.count))
        status["numberMisscheduled"] = 0
        status["numberReady"] = .integer(Int64(pods.filter(\.isReady).count))
        status["updatedNumberScheduled"] = updated > 0 ? .integer(Int64(updated)) : nil
        status["numberAvailable"] = available > 0 ? .integer(available) : nil
        let missing = Int64(nodes) - available
        status["numberUnavailable"] = missing > 0 ? .integer(missing) : nil
        if status != old { amendStatus(key, status) }
    }
}

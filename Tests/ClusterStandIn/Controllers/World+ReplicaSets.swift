/// How an owner is named in what it owns.
enum Parent {
    static func reference(_ owner: JSON) -> JSON {
        [
            "apiVersion": owner["apiVersion"] ?? "", "kind": owner["kind"] ?? "", "name": .text(owner.name),
            "uid": .text(owner.uid), "controller": true, "blockOwnerDeletion": true,
        ]
    }
}

extension JSON {
    /// A pod that runs or will.
    var isActive: Bool { !isLeaving && !["Succeeded", "Failed"].contains(words("status", "phase")) }
    var isReady: Bool {
        items("status", "conditions").contains { $0.words("type") == "Ready" && $0.words("status") == "True" }
    }
}

extension World {
    /// A pod as a template says.
    static func pod(from template: JSON, of owner: JSON) -> JSON {
        var metadata: JSON = ["ownerReferences": [Parent.reference(owner)]]
        for name in ["labels", "annotations", "finalizers"] {
            metadata[name] = template[["metadata", name]]
        }
        return ["metadata": metadata, "spec": template["spec"] ?? [:]]
    }

    /// Whether a pod has been ready for long enough; asks to be woken when it will have been.
    mutating func isAvailable(_ pod: JSON, afterSeconds seconds: Int64, for key: ObjectKey) -> Bool {
        guard pod.isReady else { return false }
        guard seconds > 0, let since = lives[pod.uid]?.readySince else { return true }
        let rest = Double(seconds) - Double(Moment.monotonic() - since) / settings.secondNanoseconds
        if rest > 0 { touch(key, afterSeconds: rest) }
        return rest <= 0
    }

    mutating func reconcileReplicaSet(_ key: ObjectKey) {
        guard let set = object(key) else { return }
        let wanted = set.count("spec", "replicas")
        var pods = governed(by: set, kind: "pods").filter(\.isActive)
        var failure: Refusal?
        if !set.isLeaving {
            do throws(Refusal) {
                while Int64(pods.count) < wanted { pods.append(try grow(set)) }
            } catch {
                failure = error
                tell(
                    of: set, "Warning", "FailedCreate", "Error creating: \(error.message)",
                    by: "replicaset-controller")
                touch(key, afterSeconds: 5)
            }
            if Int64(pods.count) > wanted {
                let spare = pods.sorted(by: World.goesFirst).prefix(pods.count - Int(wanted))
                for pod in spare { shrink(set, pod) }
                let gone = Set(spare.map(\.uid))
                pods.removeAll { gone.contains($0.uid) }
            }
        }
        let seconds = set.count("spec", "minReadySeconds")
        var available: Int64 = 0
        for pod in pods where isAvailable(pod, afterSeconds: seconds, for: key) { available += 1 }
        let old = set["status"] ?? [:]
        var status = old
        let ready = Int64(pods.filter(\.isReady).count)
        status["replicas"] = .integer(Int64(pods.count))
        for (name, count) in [
            ("fullyLabeledReplicas", Int64(pods.count)), ("readyReplicas", ready),
            ("availableReplicas", available),
        ] {
            status[name] = count > 0 ? .integer(count) : nil
        }
        status["observedGeneration"] = set[["metadata", "generation"]]
        var conditions = old.items("conditions").filter { $0.words("type") != "ReplicaFailure" }
        if let failure {
            conditions = old.items("conditions")
            Conditions.set("ReplicaFailure", "True", "FailedCreate", failure.message, in: &conditions)
        }
        status["conditions"] = conditions.isEmpty ? nil : .list(conditions)
        if status != old { amendStatus(key, status) }
    }

    private mutating func grow(_ set: JSON) throws(Refusal) -> JSON {
        var pod = World.pod(from: set[["spec", "template"]] ?? [:], of: set)
        pod[["metadata", "generateName"]] = .text("\(set.name)-")
        let made = try make("pods", pod, in: set.namespace)
        tell(
            of: set, "Normal", "SuccessfulCreate", "Created pod: \(made.name)", by: "replicaset-controller")
        return made
    }

    private mutating func shrink(_ set: JSON, _ pod: JSON) {
        // Somebody else may have deleted it in the meantime; then it is as it should be.
        _ = try? delete(ObjectKey("pods", pod.namespace, pod.name), Deletion())
        tell(
            of: set, "Normal", "SuccessfulDelete", "Deleted pod: \(pod.name)", by: "replicaset-controller")
    }

    /// Which of two pods is missed less: without a node, then not running, then not ready, then the younger.
    private static func goesFirst(_ one: JSON, _ other: JSON) -> Bool {
        func rank(_ pod: JSON) -> (Int, Int, Int) {
            (
                pod.words("spec", "nodeName").isEmpty ? 0 : 1,
                ["Pending": 0, "Unknown": 1][pod.words("status", "phase")] ?? 2, pod.isReady ? 1 : 0
            )
        }
        let (first, second) = (rank(one), rank(other))
        if first != second { return first < second }
        let restarts = { (pod: JSON) in
            pod.items("status", "containerStatuses").reduce(0) { max($0, $1.count("restartCount")) }
        }
        if restarts(one) != restarts(other) { return restarts(one) > restarts(other) }
        return one.revisionOfBirth > other.revisionOfBirth
    }
}

extension JSON {
    /// Younger objects have later moments of creation; their names break ties.
    fileprivate var revisionOfBirth: String { words("metadata", "creationTimestamp") + name }
}

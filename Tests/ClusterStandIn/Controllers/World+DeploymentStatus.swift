extension World {
    /// Writes what became of a Deployment, and forgets replica sets that are too old.
    mutating func syncStatus(_ key: ObjectKey) {
        guard let deployment = object(key) else { return }
        let sets = governed(by: deployment, kind: "replicasets.apps")
        let template = World.bare(deployment)
        let new = sets.first { World.bare($0) == template }
        let old = deployment["status"] ?? [:]
        var status = old
        func sum(_ name: String) -> Int64 { sets.reduce(0) { $0 + $1.count("status", name) } }
        let available = sum("availableReplicas")
        let wanted = sets.reduce(0) { $0 + $1.count("spec", "replicas") }
        status["observedGeneration"] = deployment[["metadata", "generation"]]
        for (name, count) in [
            ("replicas", sum("replicas")), ("updatedReplicas", new?.count("status", "replicas") ?? 0),
            ("readyReplicas", sum("readyReplicas")), ("availableReplicas", available),
            ("unavailableReplicas", max(0, wanted - available)),
        ] {
            status[name] = count > 0 ? .integer(count) : nil
        }
        var conditions = old.items("conditions")
        judge(deployment, available, &conditions)
        progressing(key, deployment, new, old, status, &conditions)
        if let failure = sets.compactMap({ set in
            Conditions.get("ReplicaFailure", in: set.items("status", "conditions"))
        }).first(where: { $0.words("status") == "True" }) {
            Conditions.set(
                "ReplicaFailure", "True", failure.words("reason"), failure.words("message"),
                in: &conditions, hasUpdateTime: true)
        } else {
            conditions.removeAll { $0.words("type") == "ReplicaFailure" }
        }
        status["conditions"] = .list(conditions)
        if World.isComplete(deployment, status) { tidy(deployment, sets.filter { $0.uid != new?.uid }) }
        if status != old { amendStatus(key, status) }
    }

    /// A template without the mark that the controller adds.
    private static func bare(_ object: JSON) -> JSON {
        var template = object[["spec", "template"]] ?? [:]
        template[["metadata", "labels", "pod-template-hash"]] = nil
        return template
    }

    private static func isComplete(_ deployment: JSON, _ status: JSON) -> Bool {
        let wanted = deployment.count("spec", "replicas")
        return status.count("updatedReplicas") == wanted && status.count("replicas") == wanted
            && status.count("availableReplicas") == wanted
            && status.count("observedGeneration") >= deployment.count("metadata", "generation")
    }

    private func judge(_ deployment: JSON, _ available: Int64, _ conditions: inout [JSON]) {
        let wanted = deployment.count("spec", "replicas")
        let rolling = deployment[["spec", "strategy", "rollingUpdate"]]
        let surge = Quantity.share(rolling?["maxSurge"], of: wanted, roundingUp: true)
        var missing = Quantity.share(rolling?["maxUnavailable"], of: wanted, roundingUp: false)
        if rolling != nil, surge == 0, missing == 0 { missing = 1 }
        if available >= wanted - missing {
            Conditions.set(
                "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.",
                in: &conditions, hasUpdateTime: true)
        } else {
            Conditions.set(
                "Available", "False", "MinimumReplicasUnavailable",
                "Deployment does not have minimum availability.", in: &conditions, hasUpdateTime: true)
        }
    }

    private mutating func progressing(
        _ key: ObjectKey, _ deployment: JSON, _ new: JSON?, _ old: JSON, _ status: JSON,
        _ conditions: inout [JSON]
    ) {
        let name = new.map { "ReplicaSet \"\($0.name)\"" } ?? "Deployment \"\(deployment.name)\""
        let before = Conditions.get("Progressing", in: conditions)
        func set(_ answer: String, _ reason: String, _ words: String) {
            Conditions.set(
                "Progressing", answer, reason, words, in: &conditions, hasUpdateTime: true)
        }
        if deployment[["spec", "paused"]]?.bool == true {
            set("Unknown", "DeploymentPaused", "Deployment is paused")
            return
        }
        if before?.words("reason") == "DeploymentPaused" {
            set("Unknown", "DeploymentResumed", "Deployment is resumed")
            progressed[deployment.uid] = Moment.monotonic()
        }
        let isDone = World.isComplete(deployment, status)
        let wasDone = before?.words("reason") == "NewReplicaSetAvailable"
        if isDone {
            set("True", "NewReplicaSetAvailable", "\(name) has successfully progressed.")
            return
        }
        // A rolled-out Deployment that loses pods is not rolling again.
        if wasDone, status.count("updatedReplicas") == status.count("replicas"),
            old.count("observedGeneration") == deployment.count("metadata", "generation")
        {
            return
        }
        let deadline = Double(deployment.count("spec", "progressDeadlineSeconds", or: 600))
        let limit = Int64(deadline * settings.secondNanoseconds)
        let moves =
            ["updatedReplicas", "readyReplicas", "availableReplicas"].contains {
                status.count($0) > old.count($0)
            }
            || status.count("replicas") - status.count("updatedReplicas")
                < old.count("replicas") - old.count("updatedReplicas")
        if moves || progressed[deployment.uid] == nil || wasDone {
            progressed[deployment.uid] = Moment.monotonic()
            set("True", "ReplicaSetUpdated", "\(name) is progressing.")
        } else if before?.words("reason") == "ProgressDeadlineExceeded"
            || Moment.monotonic() - (progressed[deployment.uid] ?? 0) >= limit
        {
            set("False", "ProgressDeadlineExceeded", "\(name) has timed out progressing.")
            return
        } else if before == nil {
            set("True", "NewReplicaSetCreated", "Created new replica set \"\(new?.name ?? "")\"")
        } else if before?.words("reason") == "DeploymentResumed" {
            set("True", "ReplicaSetUpdated", "\(name) is progressing.")
        }
        touch(key, afterSeconds: deadline + 1)
    }

    private mutating func tidy(_ deployment: JSON, _ old: [JSON]) {
        let limit = Int(deployment.count("spec", "revisionHistoryLimit", or: 10))
        let empty = old.filter {
            $0.count("spec", "replicas") == 0 && $0.count("status", "replicas") == 0 && !$0.isLeaving
                && $0.count("status", "observedGeneration") >= $0.count("metadata", "generation")
        }
        guard empty.count > limit else { return }
        let byAge = empty.sorted {
            (Int64($0.words("metadata", "annotations", "deployment.kubernetes.io/revision")) ?? 0)
                < (Int64($1.words("metadata", "annotations", "deployment.kubernetes.io/revision")) ?? 0)
        }
        for set in byAge.prefix(empty.count - limit) {
            _ = try? delete(ObjectKey(of: set, as: Kind.named("replicasets.apps")), Deletion())
        }
    }
}

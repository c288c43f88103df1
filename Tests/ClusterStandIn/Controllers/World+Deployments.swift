private let revisionMark = "deployment.kubernetes.io/revision"
private let desiredMark = "deployment.kubernetes.io/desired-replicas"
private let mostMark = "deployment.kubernetes.io/max-replicas"

extension JSON {
    fileprivate var rollRevision: Int64 { Int64(words("metadata", "annotations", revisionMark)) ?? 0 }
    fileprivate var replicas: Int64 { count("spec", "replicas") }
    fileprivate var available: Int64 { count("status", "availableReplicas") }

    /// The template without the mark that the controller adds.
    fileprivate var plainTemplate: JSON {
        var template = self[["spec", "template"]] ?? [:]
        template[["metadata", "labels", "pod-template-hash"]] = nil
        return template
    }

    fileprivate var surge: Int64 {
        guard words("spec", "strategy", "type") == "RollingUpdate" else { return 0 }
        return Quantity.share(
            self[["spec", "strategy", "rollingUpdate", "maxSurge"]], of: replicas, roundingUp: true)
    }

    fileprivate var unavailableAtMost: Int64 {
        guard words("spec", "strategy", "type") == "RollingUpdate" else { return 0 }
        let most = Quantity.share(
            self[["spec", "strategy", "rollingUpdate", "maxUnavailable"]], of: replicas, roundingUp: false)
        // Both round to nothing: then one may be missing, or nothing would ever move.
        return min(replicas, most == 0 && surge == 0 ? 1 : most)
    }
}

extension World {
    mutating func reconcileDeployment(_ key: ObjectKey) {
        guard let deployment = object(key) else { return }
        let sets = governed(by: deployment, kind: "replicasets.apps").sorted {
            $0.rollRevision < $1.rollRevision
        }
        let template = deployment.plainTemplate
        let new = sets.first { $0.plainTemplate == template }
        guard !deployment.isLeaving else { return }
        let old = sets.filter { $0.uid != new?.uid }
        let isScaling = sets.contains { set in
            set.replicas > 0
                && set.words("metadata", "annotations", desiredMark) != String(deployment.replicas)
        }
        if deployment[["spec", "paused"]]?.bool == true || isScaling {
            let current = new.map { renumber($0, deployment, old) }
            rescale(deployment, new: current, old)
        } else if deployment.words("spec", "strategy", "type") == "Recreate" {
            recreate(deployment, new: new, old)
        } else {
            roll(deployment, new: new, old)
        }
        syncStatus(key)
    }

    // MARK: The two ways to roll

    private mutating func recreate(_ deployment: JSON, new: JSON?, _ old: [JSON]) {
        for set in old where set.replicas > 0 { scaleSet(set, to: 0, deployment) }
        let isRunning = old.contains { set in
            governed(by: set, kind: "pods").contains {
                !["Succeeded", "Failed"].contains($0.words("status", "phase"))
            }
        }
        guard !isRunning else { return }
        guard let set = new.map({ renumber($0, deployment, old) }) ?? makeSet(deployment, old, of: 0) else {
            return
        }
        scaleSet(set, to: deployment.replicas, deployment)
    }

    private mutating func roll(_ deployment: JSON, new: JSON?, _ old: [JSON]) {
        let most = deployment.replicas + deployment.surge
        let oldCount = old.reduce(0) { $0 + $1.replicas }
        guard var set = new.map({ renumber($0, deployment, old) }) ?? makeSet(deployment, old, of: oldCount)
        else { return }
        if set.replicas > deployment.replicas {
            set = scaleSet(set, to: deployment.replicas, deployment)
            return
        }
        if set.replicas < deployment.replicas {
            let room = most - oldCount - set.replicas
            if room > 0 {
                let count = set.replicas + min(room, deployment.replicas - set.replicas)
                set = scaleSet(set, to: count, deployment)
                return
            }
        }
        guard oldCount > 0 else { return }
        let least = deployment.replicas - deployment.unavailableAtMost
        let missing = set.replicas - set.available
        var down = oldCount + set.replicas - least - missing
        guard down > 0 else { return }
        var rest = old.filter { $0.replicas > 0 }
        for (index, one) in rest.enumerated() where down > 0 {
            let unhealthy = min(down, one.replicas - one.available)
            guard unhealthy > 0 else { continue }
            rest[index] = scaleSet(one, to: one.replicas - unhealthy, deployment)
            down -= unhealthy
        }
        var spare = rest.reduce(set.available) { $0 + $1.available } - least
        for one in rest where spare > 0 && one.replicas > 0 {
            let count = min(spare, one.replicas)
            scaleSet(one, to: one.replicas - count, deployment)
            spare -= count
        }
    }

    /// Brings the number of replicas to what is wanted, without rolling.
    private mutating func rescale(_ deployment: JSON, new: JSON?, _ old: [JSON]) {
        let sets = old + (new.map { [$0] } ?? [])
        let active = sets.filter { $0.replicas > 0 }
        if active.count <= 1 {
            if let only = active.first ?? new ?? old.last {
                scaleSet(only, to: deployment.replicas, deployment)
            }
            return
        }
        if let new, new.replicas == deployment.replicas, new.available == deployment.replicas,
            new.words("metadata", "annotations", desiredMark) == String(deployment.replicas)
        {
            for one in old where one.replicas > 0 { scaleSet(one, to: 0, deployment) }
            return
        }
        let total = active.reduce(0) { $0 + $1.replicas }
        let most = deployment.replicas > 0 ? deployment.replicas + deployment.surge : 0
        var rest = most - total
        for (index, one) in active.reversed().enumerated() {
            let before = Int64(one.words("metadata", "annotations", mostMark)) ?? total
            let share = (one.replicas * most * 2 + before) / max(1, before * 2) - one.replicas
            let change = rest >= 0 ? min(max(0, share), rest) : max(min(0, share), rest)
            let last = index == active.count - 1
            scaleSet(one, to: max(0, one.replicas + (last ? rest : change)), deployment)
            rest -= last ? rest : change
        }
    }

    // MARK: Replica sets

    private mutating func makeSet(_ deployment: JSON, _ old: [JSON], of standing: Int64) -> JSON? {
        let collisions = deployment.count("status", "collisionCount")
        let hash = Names.hashText(deployment.plainTemplate.bytes() + Array("\(collisions)".utf8))
        let revision = (old.map(\.rollRevision).max() ?? 0) + 1
        var labels = deployment[["spec", "template"]]?.labels ?? [:]
        labels["pod-template-hash"] = hash
        var template = deployment[["spec", "template"]] ?? [:]
        template[["metadata", "labels"]] = JSON(labels)
        var selector = deployment[["spec", "selector"]] ?? [:]
        selector[["matchLabels", "pod-template-hash"]] = .text(hash)
        let room = deployment.replicas + deployment.surge - standing
        let isRecreate = deployment.words("spec", "strategy", "type") == "Recreate"
        let count = isRecreate ? deployment.replicas : max(0, min(room, deployment.replicas))
        var spec: JSON = ["replicas": .integer(count), "selector": selector, "template": template]
        if let seconds = deployment[["spec", "minReadySeconds"]] { spec["minReadySeconds"] = seconds }
        let set: JSON = [
            "metadata": [
                "name": "\(deployment.name)-\(hash)", "labels": JSON(labels),
                "annotations": marks(deployment, revision: revision),
                "ownerReferences": [Parent.reference(deployment)],
            ], "spec": spec,
        ]
        do throws(Refusal) {
            let made = try make("replicasets.apps", set, in: deployment.namespace)
            number(deployment, revision)
            tell(
                of: deployment, "Normal", "ScalingReplicaSet",
                "Scaled up replica set \(made.name) from 0 to \(count)", by: "deployment-controller")
            progressed[deployment.uid] = Moment.monotonic()
            return made
        } catch {
            if error.reason == "AlreadyExists" {
                amend(ObjectKey(of: deployment, as: Kind.named("deployments.apps")), subresource: "status") {
                    $0[["status", "collisionCount"]] = .integer(collisions + 1)
                }
            }
            return nil
        }
    }

    private func marks(_ deployment: JSON, revision: Int64) -> JSON {
        var marks = deployment.texts("metadata", "annotations")
        marks["kubectl.kubernetes.io/last-applied-configuration"] = nil
        marks[revisionMark] = String(revision)
        marks[desiredMark] = String(deployment.replicas)
        marks[mostMark] = String(deployment.replicas + deployment.surge)
        return JSON(marks)
    }

    private mutating func number(_ deployment: JSON, _ revision: Int64) {
        amend(ObjectKey(of: deployment, as: Kind.named("deployments.apps"))) {
            $0[["metadata", "annotations", revisionMark]] = .text(String(revision))
        }
    }

    /// The new replica set has the highest revision, also when it is an old one that came back.
    private mutating func renumber(_ set: JSON, _ deployment: JSON, _ old: [JSON]) -> JSON {
        let revision = max(set.rollRevision, (old.map(\.rollRevision).max() ?? 0) + 1)
        let key = ObjectKey(of: set, as: Kind.named("replicasets.apps"))
        amend(key) { one in
            let history = "deployment.kubernetes.io/revision-history"
            if set.rollRevision != revision {
                let past = one.words("metadata", "annotations", history)
                one[["metadata", "annotations", history]] =
                    .text((past.isEmpty ? "" : past + ",") + String(set.rollRevision))
            }
            one[["metadata", "annotations", revisionMark]] = .text(String(revision))
            if let seconds = deployment[["spec", "minReadySeconds"]] {
                one[["spec", "minReadySeconds"]] = seconds
            }
        }
        number(deployment, revision)
        return object(key) ?? set
    }

    @discardableResult
    private mutating func scaleSet(_ set: JSON, to count: Int64, _ deployment: JSON) -> JSON {
        let key = ObjectKey(of: set, as: Kind.named("replicasets.apps"))
        amend(key) {
            $0[["spec", "replicas"]] = .integer(count)
            $0[["metadata", "annotations", desiredMark]] = .text(String(deployment.replicas))
            $0[["metadata", "annotations", mostMark]] =
                .text(String(deployment.replicas + deployment.surge))
        }
        if count != set.replicas {
            let way = count > set.replicas ? "up" : "down"
            tell(
                of: deployment, "Normal", "ScalingReplicaSet",
                "Scaled \(way) replica set \(set.name) from \(set.replicas) to \(count)",
                by: "deployment-controller")
        }
        return object(key) ?? set
    }
}

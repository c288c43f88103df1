extension World {
    /// What a pod asks of a node, in thousandths.
    private static func requests(_ pod: JSON, _ resource: String) -> Int64 {
        func sum(_ list: String) -> [Int64] {
            pod.items("spec", list).map {
                Quantity.thousandths($0[["resources", "requests", resource]])
            }
        }
        return max(sum("containers").reduce(0, +), sum("initContainers").max() ?? 0)
    }

    /// Finds a node for a pod, or says why there is none.
    mutating func schedule(_ key: ObjectKey, _ pod: JSON) {
        let nodes = all("nodes")
        var complaints: [String: Int] = [:]
        var best: (node: String, pods: Int)?
        for node in nodes {
            let standing = occupants[node.name] ?? [:]
            if let complaint = World.complaint(of: node, about: pod, standing) {
                complaints[complaint, default: 0] += 1
            } else if standing.count < best?.pods ?? .max {
                best = (node.name, standing.count)
            }
        }
        if let best {
            waiting.remove(key)
            var room = Room()
            room.cpu = World.requests(pod, "cpu")
            room.memory = World.requests(pod, "memory")
            occupants[best.node, default: [:]][pod.uid] = room
            amend(key, by: "kube-scheduler") { pod in
                pod[["spec", "nodeName"]] = .text(best.node)
                var conditions = pod.items("status", "conditions")
                Conditions.set("PodScheduled", "True", in: &conditions)
                pod[["status", "conditions"]] = .list(conditions)
            }
            tell(
                of: pod, "Normal", "Scheduled",
                "Successfully assigned \(key.namespace)/\(key.name) to \(best.node)", by: "default-scheduler")
            return
        }
        let reasons = complaints.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
        let message =
            "0/\(nodes.count) nodes are available: \(reasons). preemption: 0/\(nodes.count) nodes are "
            + "available: \(nodes.count) No preemption victims found for incoming pod."
        waiting.insert(key)
        amend(key, by: "kube-scheduler", subresource: "status") { pod in
            var conditions = pod.items("status", "conditions")
            Conditions.set("PodScheduled", "False", "Unschedulable", message, in: &conditions)
            pod[["status", "conditions"]] = .list(conditions)
        }
        tell(of: pod, "Warning", "FailedScheduling", message, by: "default-scheduler")
    }

    /// What pods on a node take of it, in thousandths.
    struct Room: Sendable {
        var cpu: Int64 = 0
        var memory: Int64 = 0
    }

    private static func complaint(of node: JSON, about pod: JSON, _ standing: [String: Room]) -> String? {
        if node[["spec", "unschedulable"]]?.bool == true { return "node(s) were unschedulable" }
        let labels = node.labels
        if pod.texts("spec", "nodeSelector").contains(where: { labels[$0.key] != $0.value }) {
            return "node(s) didn't match Pod's node affinity/selector"
        }
        let room = node[["status", "allocatable"]] ?? [:]
        if Int64(standing.count) * 1000 >= Quantity.thousandths(room["pods"]) { return "Too many pods" }
        let taken = standing.values.reduce(into: Room()) { sum, one in
            sum.cpu += one.cpu
            sum.memory += one.memory
        }
        if taken.cpu + requests(pod, "cpu") > Quantity.thousandths(room["cpu"]) { return "Insufficient cpu" }
        if taken.memory + requests(pod, "memory") > Quantity.thousandths(room["memory"]) {
            return "Insufficient memory"
        }
        return nil
    }
}

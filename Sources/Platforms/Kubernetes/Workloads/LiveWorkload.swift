internal import Basis

/// A workload as the cluster tells it.
struct LiveWorkload: Sendable {
    let resource: Resource
    let name: String
    let tree: JSONTree

    init?(_ tree: JSONTree, _ resource: Resource) {
        guard let name = tree["metadata"]?["name"]?.string else { return nil }
        (self.resource, self.name, self.tree) = (resource, name, tree)
    }

    var labels: [String: String] { tree["metadata"]?["labels"].texts ?? [:] }
    var annotations: [String: String] { tree["metadata"]?["annotations"].texts ?? [:] }
    var uid: String { tree["metadata"]?["uid"]?.string ?? "" }
    var generation: Int { tree["metadata"]?["generation"]?.int ?? 0 }

    /// The service that it is: one side of it, or the whole.
    var service: String { labels[ClusterLabels.service] ?? name }
    /// Which side of the service.
    var side: String? { labels[ClusterLabels.side] }

    /// How many pods are wanted.
    var replicas: Int {
        resource == .daemonSets
            ? status("desiredNumberScheduled") : tree["spec"]?["replicas"]?.int ?? 1
    }

    func status(_ name: String) -> Int { tree["status"]?[name]?.int ?? 0 }

    func condition(_ type: String) -> JSONTree? {
        tree["status"]?["conditions"]?.items?.first { $0["type"]?.string == type }
    }

    /// The image of its main container.
    var image: String {
        let containers = tree["spec"]?["template"]?["spec"]?["containers"]?.items ?? []
        let main = containers.first { $0["name"]?.string == service } ?? containers.first
        return main?["image"]?.string ?? ""
    }

    /// Its selector, as lists are asked for its pods.
    var podSelector: String {
        let selector = tree["spec"]?["selector"]
        var parts = (selector?["matchLabels"].texts ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
        for one in selector?["matchExpressions"]?.items ?? [] {
            let key = one["key"]?.string ?? ""
            let values = (one["values"]?.items ?? []).compactMap(\.string).joined(separator: ",")
            switch one["operator"]?.string {
            case "In": parts.append("\(key) in (\(values))")
            case "NotIn": parts.append("\(key) notin (\(values))")
            case "Exists": parts.append(key)
            case "DoesNotExist": parts.append("!\(key)")
            default: break
            }
        }
        return parts.joined(separator: ",")
    }

    /// Whether the controller has seen what was asked of it last.
    var isObserved: Bool { status("observedGeneration") >= generation }

    /// Whether every pod is of the newest template, available, and none is left of an older one.
    var isThere: Bool {
        guard isObserved, tree["spec"]?["paused"]?.bool != true else { return false }
        switch resource {
        case .deployments:
            return status("updatedReplicas") == replicas && status("replicas") == replicas
                && status("availableReplicas") == replicas
        case .statefulSets:
            let newest = tree["status"]?["updateRevision"]?.string
            let isNew =
                tree["status"]?["currentRevision"]?.string == newest
                || status("updatedReplicas") == replicas
            return isNew && status("replicas") == replicas && status("readyReplicas") == replicas
                && (tree["status"]?["availableReplicas"]?.int ?? replicas) == replicas
        default:
            return status("updatedNumberScheduled") == replicas && status("numberAvailable") == replicas
        }
    }

    /// How far it is, for people: how many are new and available.
    var progress: (done: Int, all: Int) {
        switch resource {
        case .deployments: (min(status("updatedReplicas"), status("availableReplicas")), replicas)
        case .statefulSets: (min(status("updatedReplicas"), status("readyReplicas")), replicas)
        default: (min(status("updatedNumberScheduled"), status("numberAvailable")), replicas)
        }
    }
}

extension JSONTree? {
    /// Texts by name.
    var texts: [String: String] { self?.fields?.compactMapValues(\.string) ?? [:] }
}

internal import Basis

/// What watches have told so far.
struct ClusterPicture {
    private(set) var workloads: [String: LiveWorkload] = [:]
    private(set) var pods: [String: LivePod] = [:]

    func workload(_ resource: Resource, _ name: String) -> LiveWorkload? {
        workloads["\(resource.kind)/\(name)"]
    }

    /// The workloads of a service, whichever side.
    func sides(of service: String, _ resource: Resource) -> [LiveWorkload] {
        workloads.values.filter { $0.service == service && $0.resource == resource }.sorted {
            $0.name < $1.name
        }
    }

    /// The pods of a workload: by who keeps them, for labels may be shared.
    func pods(of workload: LiveWorkload) -> [LivePod] {
        pods.values.filter { pod in
            guard let owner = pod.owner else { return false }
            guard workload.resource == .deployments else { return owner.uid == workload.uid }
            guard owner.kind == "ReplicaSet", let hash = pod.labels["pod-template-hash"] else { return false }
            return owner.name == "\(workload.name)-\(hash)"
        }.sorted { $0.name < $1.name }
    }

    mutating func take(_ event: WatchEvent, of resource: Resource) {
        switch event {
        case .all(let trees):
            if resource == .pods {
                pods = [:]
            } else {
                workloads = workloads.filter { $0.value.resource != resource }
            }
            for tree in trees { put(tree, resource) }
        case .now(let tree): put(tree, resource)
        case .gone(let tree):
            guard let name = tree["metadata"]?["name"]?.string else { return }
            if resource == .pods { pods[name] = nil } else { workloads["\(resource.kind)/\(name)"] = nil }
        }
    }

    /// A workload as a call told it: it may be newer than what the watch has told.
    mutating func put(_ workload: LiveWorkload) {
        let key = "\(workload.resource.kind)/\(workload.name)"
        if let old = workloads[key], old.uid == workload.uid, old.generation > workload.generation { return }
        workloads[key] = workload
    }

    private mutating func put(_ tree: JSONTree, _ resource: Resource) {
        if resource == .pods {
            if let pod = LivePod(tree) { pods[pod.name] = pod }
        } else if let workload = LiveWorkload(tree, resource) {
            workloads["\(resource.kind)/\(workload.name)"] = workload
        }
    }
}

internal import Basis

/// A pod as the cluster tells it.
struct LivePod: Sendable {
    /// A container of it.
    struct Container: Sendable {
        let name: String
        let isReady: Bool
        let isInitial: Bool
        let restarts: Int
        /// Why it waits: the kubelet's word, and its sentence.
        let waiting: (reason: String, message: String)?
        /// How it ended: now, or the last time.
        let ended: (code: Int, reason: String, message: String)?
    }

    let name: String
    let tree: JSONTree
    let containers: [Container]

    init?(_ tree: JSONTree) {
        guard let name = tree["metadata"]?["name"]?.string else { return nil }
        (self.name, self.tree) = (name, tree)
        let status = tree["status"]
        let initial = (status?["initContainerStatuses"]?.items ?? []).map { Container($0, isInitial: true) }
        containers = initial + (status?["containerStatuses"]?.items ?? []).map { Container($0) }
    }

    var uid: String { tree["metadata"]?["uid"]?.string ?? "" }
    var labels: [String: String] { tree["metadata"]?["labels"].texts ?? [:] }
    var isLeaving: Bool { tree["metadata"]?["deletionTimestamp"]?.string != nil }
    var phase: String { tree["status"]?["phase"]?.string ?? "" }
    var address: String? { tree["status"]?["podIP"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    var isReady: Bool { condition("Ready")?["status"]?.string == "True" && !isLeaving }

    /// What keeps it: the object that made it.
    var owner: (kind: String, name: String, uid: String)? {
        let owners = tree["metadata"]?["ownerReferences"]?.items ?? []
        guard let owner = owners.first(where: { $0["controller"]?.bool == true }) else { return nil }
        return (owner["kind"]?.string ?? "", owner["name"]?.string ?? "", owner["uid"]?.string ?? "")
    }

    func condition(_ type: String) -> JSONTree? {
        tree["status"]?["conditions"]?.items?.first { $0["type"]?.string == type }
    }

    /// The container that does the service's work.
    func mainContainer(of service: String) -> String? {
        let names = (tree["spec"]?["containers"]?.items ?? []).compactMap { $0["name"]?.string }
        let chosen = tree["metadata"]?["annotations"].texts["kubectl.kubernetes.io/default-container"]
        return names.first { $0 == chosen } ?? names.first { $0 == service } ?? names.first
    }

    /// The first port that a container of it names.
    var port: Int? {
        (tree["spec"]?["containers"]?.items ?? []).lazy.compactMap { container in
            container["ports"]?.items?.first?["containerPort"]?.int
        }.first
    }
}

extension LivePod.Container {
    init(_ status: JSONTree, isInitial: Bool = false) {
        name = status["name"]?.string ?? ""
        isReady = status["ready"]?.bool ?? false
        self.isInitial = isInitial
        restarts = status["restartCount"]?.int ?? 0
        waiting = status["state"]?["waiting"].map {
            ($0["reason"]?.string ?? "", $0["message"]?.string ?? "")
        }
        let end = status["state"]?["terminated"] ?? status["lastState"]?["terminated"]
        ended = end.map {
            ($0["exitCode"]?.int ?? 0, $0["reason"]?.string ?? "", $0["message"]?.string ?? "")
        }
    }
}

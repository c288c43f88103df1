/// What of a container never changes and is needed to look after it, so that nobody asks for it twice.
struct ReplicaFacts: Sendable {
    /// What happens when its process ends, once it is admitted.
    let restart: EngineRestart
    /// The network on which its service's names appear; nil where they are on its own networks.
    let companion: String?
    /// Those names.
    let names: [String]

    /// What the labels say. `found` is the policy that it was found with, for containers that are not ours.
    init(labels: [String: String], found: EngineRestart?) {
        restart =
            labels[ProjectLabels.restart].flatMap { EngineRestart(text: $0) } ?? found ?? .unlessStopped
        companion = labels[ProjectLabels.companion]
        names = labels[ProjectLabels.names]?.split(separator: ",").map(String.init) ?? []
    }
}

internal import Basis

/// What keeps a pod from serving, and how sure that is.
struct PodTrouble: Hashable, Sendable {
    /// How sure it is that the pod will not serve.
    enum Weight: Hashable, Sendable {
        /// It will not, as long as nobody changes something.
        case final
        /// It may pass: somebody makes room.
        case passing
    }

    let pod: String
    /// The container whose words tell more; nil where none ever ran.
    let container: String?
    /// Whether the words are those before the last restart.
    let isPrevious: Bool
    let why: String
    let weight: Weight

    /// The kubelet tries these again and again, and they do not pass by themselves.
    private static let unstartable: Set<String> = [
        "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError",
        "CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PreCreateHookError",
        "PreStartHookError", "PostStartHookError",
    ]
    /// One restart may be a service that waited for another; the second is a loop.
    private static let restartsMax = 2

    /// What keeps a pod from serving; nil if nothing is known to.
    init?(_ pod: LivePod) {
        guard !pod.isLeaving else { return nil }
        for container in pod.containers {
            if let found = PodTrouble(container, of: pod) {
                self = found
                return
            }
        }
        if pod.phase == "Failed" {
            let reason = [pod.tree["status"]?["reason"]?.string, pod.tree["status"]?["message"]?.string]
            let words = reason.compactMap { $0 }.joined(separator: ": ")
            self.init(pod.name, why: "the pod failed\(words.isEmpty ? "" : ": \(words)")", weight: .final)
            return
        }
        guard let scheduled = pod.condition("PodScheduled"), scheduled["status"]?.string == "False",
            scheduled["reason"]?.string == "Unschedulable"
        else { return nil }
        let words = scheduled["message"]?.string ?? "no node takes it"
        self.init(pod.name, why: "it finds no node: \(words)", weight: .passing)
    }

    init(
        _ pod: String, container: String? = nil, isPrevious: Bool = false, why: String, weight: Weight
    ) {
        (self.pod, self.container, self.isPrevious) = (pod, container, isPrevious)
        (self.why, self.weight) = (why.oneLine, weight)
    }

    /// The same, once it has had all its time to pass.
    var turnedFinal: PodTrouble { PodTrouble(pod, container: container, why: why, weight: .final) }

    private init?(_ container: LivePod.Container, of pod: LivePod) {
        if let waiting = container.waiting, PodTrouble.unstartable.contains(waiting.reason) {
            let words = waiting.message.isEmpty ? "" : ": \(waiting.message)"
            self.init(
                pod.name, why: "container \(container.name): \(waiting.reason)\(words)", weight: .final)
            return
        }
        let isLooping = container.waiting?.reason == "CrashLoopBackOff"
        guard isLooping || container.restarts >= PodTrouble.restartsMax, let ended = container.ended else {
            return nil
        }
        let reason = ended.reason.isEmpty || ended.reason == "Error" ? "" : " (\(ended.reason))"
        let times = container.restarts == 1 ? "once" : "\(container.restarts) times"
        self.init(
            pod.name, container: container.name, isPrevious: !isLooping,
            why: "container \(container.name) ended with exit code \(ended.code)\(reason), "
                + "and was started again \(times)", weight: .final)
    }
}

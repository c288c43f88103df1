extension World {
    /// The status of a pod as its node sees it.
    func status(of pod: JSON, _ life: inout PodLife) -> JSON {
        var status = pod["status"] ?? [:]
        let policy = pod.words("spec", "restartPolicy", or: "Always")
        status["phase"] = .text(World.phase(life, policy))
        status["startTime"] = .text(life.startTime)
        status["hostIP"] = "172.18.0.2"
        status["hostIPs"] = [["ip": "172.18.0.2"]]
        status["podIP"] = .text(life.address)
        status["podIPs"] = [["ip": .text(life.address)]]
        status["qosClass"] = .text(World.quality(pod))
        status["observedGeneration"] = pod[["metadata", "generation"]]
        status["containerStatuses"] = .list(life.containers.map { World.status(of: $0, life) })
        if !life.initial.isEmpty {
            status["initContainerStatuses"] = .list(life.initial.map { World.status(of: $0, life) })
        }
        let unready = life.containers.filter { !$0.isReady }.map(\.name)
        let isInitialized = life.initial.allSatisfy { $0.ending?.code == 0 }
        let isOver = ["Succeeded", "Failed"].contains(status.words("phase"))
        var conditions = status.items("conditions")
        Conditions.set("PodReadyToStartContainers", isOver ? "False" : "True", in: &conditions)
        if isInitialized {
            Conditions.set("Initialized", "True", isOver ? "PodCompleted" : "", in: &conditions)
        } else {
            let names = life.initial.filter { $0.ending?.code != 0 }.map(\.name)
            Conditions.set(
                "Initialized", "False", "ContainersNotInitialized",
                "containers with incomplete status: [\(names.joined(separator: " "))]", in: &conditions)
        }
        for type in ["Ready", "ContainersReady"] {
            if unready.isEmpty {
                Conditions.set(type, "True", in: &conditions)
            } else if isOver {
                let reason = status.words("phase") == "Failed" ? "PodFailed" : "PodCompleted"
                Conditions.set(type, "False", reason, in: &conditions)
            } else {
                Conditions.set(
                    type, "False", "ContainersNotReady",
                    "containers with unready status: [\(unready.joined(separator: " "))]", in: &conditions)
            }
        }
        status["conditions"] = .list(conditions)
        if unready.isEmpty != life.isReady {
            life.isReady = unready.isEmpty
            life.readySince = unready.isEmpty ? Moment.monotonic() : nil
        }
        return status
    }

    private static func phase(_ life: PodLife, _ policy: String) -> String {
        if policy == "Never", let code = life.initial.compactMap(\.ending).first(where: { $0.code != 0 }) {
            return code.code == 0 ? "Pending" : "Failed"
        }
        guard life.initial.allSatisfy({ $0.ending?.code == 0 }) else { return "Pending" }
        let endings = life.containers.compactMap(\.ending)
        if endings.count == life.containers.count, policy != "Always" {
            if endings.allSatisfy({ $0.code == 0 }) { return "Succeeded" }
            if policy == "Never" { return "Failed" }
        }
        let isBegun = life.containers.contains { $0.isRunning || $0.ending != nil || $0.last != nil }
        return isBegun ? "Running" : "Pending"
    }

    private static func quality(_ pod: JSON) -> String {
        let resources = pod.items("spec", "containers").map { $0["resources"] ?? [:] }
        if resources.allSatisfy({ ($0["requests"]?.fields ?? [:]).isEmpty }) { return "BestEffort" }
        let isGuaranteed = resources.allSatisfy {
            $0[["limits", "cpu"]] != nil && $0[["limits", "memory"]] != nil && $0["limits"] == $0["requests"]
        }
        return isGuaranteed ? "Guaranteed" : "Burstable"
    }

    private static func status(of container: ContainerLife, _ life: PodLife) -> JSON {
        let isPresent = container.behaviour != .missing
        let digest = String(Names.hash(Array(container.image.utf8)), radix: 16)
        var id = "sha256:" + String(repeating: "0", count: 64 - digest.count) + digest
        if let pinned = container.image.split(separator: "@").dropFirst().first { id = String(pinned) }
        let name = container.image.split(separator: "@")[0].split(separator: ":")[0]
        let isStarted = isPresent && (container.isRunning || container.ending != nil || container.last != nil)
        var status: JSON = [
            "name": .text(container.name), "image": .text(container.image),
            "imageID": isStarted ? "\(String(name))@\(id)" : "", "ready": .bool(container.isReady),
            "restartCount": .integer(container.restarts), "started": .bool(container.isRunning),
            "lastState": container.last.map { ["terminated": json($0, container)] } ?? [:],
        ]
        if isStarted { status["containerID"] = .text("containerd://\(container.id)") }
        switch container.state {
        case .waiting(let reason, let message):
            var waiting: JSON = ["reason": .text(life.holdUp?.reason ?? reason)]
            let words = life.holdUp?.message ?? message
            if !words.isEmpty { waiting["message"] = .text(words) }
            let isBehind =
                !life.initial.isEmpty && life.containers.contains { $0.name == container.name }
                && !life.initial.allSatisfy { $0.ending?.code == 0 }
            status["state"] = ["waiting": isBehind ? ["reason": "PodInitializing"] : waiting]
        case .running(_, let started): status["state"] = ["running": ["startedAt": .text(started)]]
        case .ended(let ending): status["state"] = ["terminated": json(ending, container)]
        }
        return status
    }

    private static func json(_ ending: ContainerLife.Ending, _ container: ContainerLife) -> JSON {
        var json: JSON = [
            "exitCode": .integer(Int64(ending.code)), "reason": .text(ending.reason),
            "startedAt": .text(ending.started),
            "finishedAt": .text(ending.finished), "containerID": .text("containerd://\(container.id)"),
        ]
        if !ending.words.isEmpty { json["message"] = .text(ending.words) }
        return json
    }
}

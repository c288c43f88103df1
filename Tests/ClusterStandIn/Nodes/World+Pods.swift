internal import Glibc

extension World {
    /// Scheduler and kubelet look at a pod.
    mutating func reconcilePod(_ key: ObjectKey) {
        guard let pod = object(key) else {
            waiting.remove(key)
            return
        }
        if pod.words("spec", "nodeName").isEmpty {
            if !pod.isLeaving { schedule(key, pod) }
            return
        }
        if ["Succeeded", "Failed"].contains(pod.words("status", "phase")), lives[pod.uid]?.endingSince == nil
        {
            if pod.isLeaving { end(key, pod) }
            return
        }
        var life = lives[pod.uid] ?? begin(pod)
        life.holdUp = holdUp(of: pod, life)
        if pod.isLeaving {
            if life.endingSince == nil { stop(&life, key, pod) }
        }
        if life.holdUp == nil || life.endingSince != nil { advance(&life, key, pod) }
        lives[pod.uid] = life
        if life.endingSince != nil, life.containers.allSatisfy({ !$0.isRunning }) {
            end(key, pod)
            return
        }
        let status = self.status(of: pod, &life)
        lives[pod.uid] = life
        if status != pod["status"] {
            amend(key, by: "kubelet", subresource: "status") { $0["status"] = status }
        }
        if ["Succeeded", "Failed"].contains(status.words("phase")) { free(pod) }
        if life.holdUp != nil { touch(key, afterSeconds: 2) }
    }

    private mutating func begin(_ pod: JSON) -> PodLife {
        addresses += 1
        let now = Moment.monotonic()
        func lives(_ list: String) -> [ContainerLife] {
            pod.items("spec", list).map { container in
                var life = ContainerLife(
                    name: container.words("name"), image: container.words("image"),
                    behaviour: Behaviour.of(container))
                life.next = now + after(0.5)
                return life
            }
        }
        return PodLife(
            holdUp: nil, initial: lives("initContainers"), containers: lives("containers"),
            address: "10.244.\(addresses / 250 % 250).\(addresses % 250 + 2)")
    }

    /// A length of the cluster's time in nanoseconds.
    func after(_ seconds: Double) -> Int64 { Int64(seconds * settings.secondNanoseconds) }

    /// What a pod needs and is not there: files before anything begins, variables before a container does.
    private mutating func holdUp(of pod: JSON, _ life: PodLife) -> (reason: String, message: String)? {
        guard life.all.allSatisfy({ !$0.isRunning && $0.ending == nil }) else { return nil }
        for volume in pod.items("spec", "volumes") {
            for (kind, source, name) in [
                ("configmaps", "configMap", "name"), ("secrets", "secret", "secretName"),
            ] {
                guard let inner = volume[source], inner["optional"]?.bool != true,
                    object(kind, pod.namespace, inner.words(name)) == nil
                else { continue }
                let what = kind == "secrets" ? "secret" : "configmap"
                tell(
                    of: pod, "Warning", "FailedMount",
                    "MountVolume.SetUp failed for volume \"\(volume.words("name"))\" : \(what) "
                        + "\"\(inner.words(name))\" not found", by: "kubelet")
                return ("ContainerCreating", "")
            }
        }
        for container in pod.items("spec", "containers") {
            for (kind, name, isOptional) in World.sources(of: container) where !isOptional {
                if object(kind, pod.namespace, name) == nil {
                    let what = kind == "secrets" ? "secret" : "configmap"
                    tell(of: pod, "Warning", "Failed", "Error: \(what) \"\(name)\" not found", by: "kubelet")
                    return ("CreateContainerConfigError", "\(what) \"\(name)\" not found")
                }
            }
        }
        return nil
    }

    private static func sources(of container: JSON) -> [(kind: String, name: String, isOptional: Bool)] {
        let whole = container.items("envFrom").flatMap { source in
            [("configmaps", "configMapRef"), ("secrets", "secretRef")].compactMap { kind, field in
                source[field].map { (kind, $0.words("name"), $0["optional"]?.bool == true) }
            }
        }
        let single = container.items("env").flatMap { variable in
            [("configmaps", "configMapKeyRef"), ("secrets", "secretKeyRef")].compactMap { kind, field in
                variable[["valueFrom", field]].map { (kind, $0.words("name"), $0["optional"]?.bool == true) }
            }
        }
        return whole + single
    }

    // MARK: The end

    /// Tells every container to end; who listens does at once, who does not is killed after the grace.
    private mutating func stop(_ life: inout PodLife, _ key: ObjectKey, _ pod: JSON) {
        life.endingSince = Moment.monotonic()
        tell(of: pod, "Normal", "Killing", "Stopping container", by: "kubelet")
        let grace = Double(pod.count("metadata", "deletionGracePeriodSeconds", or: 30))
        for index in life.containers.indices where life.containers[index].isRunning {
            let spec = pod.items("spec", "containers").first {
                $0.words("name") == life.containers[index].name
            }
            let hook = spec?[["lifecycle", "preStop"]]
            let pause = Double(hook?.count("sleep", "seconds") ?? 0)
            let wait: Double
            switch life.containers[index].behaviour {
            case .stubborn, .runs: wait = grace
            default: wait = min(grace, pause + 0.3)
            }
            life.containers[index].next = Moment.monotonic() + after(wait)
            life.containers[index].process?.signal(wait >= grace && grace == 0 ? SIGKILL : SIGTERM)
            touch(key, afterSeconds: wait)
        }
    }

    /// The pod is over: its node forgets it, and so does the API unless somebody still holds on to it.
    private mutating func end(_ key: ObjectKey, _ pod: JSON) {
        for container in lives[pod.uid]?.all ?? [] { container.process?.signal(SIGKILL) }
        lives[pod.uid] = nil
        free(pod)
        if pod.finalizers.isEmpty {
            remove(key)
        } else {
            amend(key, by: "kubelet", subresource: "status") { $0[["status", "phase"]] = "Failed" }
        }
    }

    /// Gives back the room of a pod on its node.
    private mutating func free(_ pod: JSON) {
        guard occupants[pod.words("spec", "nodeName")]?.removeValue(forKey: pod.uid) != nil else { return }
        for key in waiting { touch(key) }
    }

    /// Ends every program that stands for a container.
    mutating func killAll() {
        for life in lives.values {
            for container in life.all { container.process?.signal(SIGKILL) }
        }
        lives = [:]
    }
}

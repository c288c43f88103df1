internal import Glibc

extension World {
    /// Lets happen to the containers of a pod what is due.
    mutating func advance(_ life: inout PodLife, _ key: ObjectKey, _ pod: JSON) {
        let policy = pod.words("spec", "restartPolicy", or: "Always")
        for index in life.initial.indices {
            let spec = pod.items("spec", "initContainers")[index]
            if life.initial[index].ending?.code == 0 { continue }
            let retry = policy == "Never" ? "Never" : "OnFailure"
            step(&life.initial[index], spec, key, pod, retry, isEnding: life.endingSince != nil)
            guard life.initial[index].ending?.code == 0 else { return }
        }
        for index in life.containers.indices {
            let spec = pod.items("spec", "containers")[index]
            step(&life.containers[index], spec, key, pod, policy, isEnding: life.endingSince != nil)
        }
    }

    private mutating func step(
        _ life: inout ContainerLife, _ spec: JSON, _ key: ObjectKey, _ pod: JSON, _ policy: String,
        isEnding: Bool
    ) {
        let now = Moment.monotonic()
        if life.next > now {
            touch(key, afterSeconds: Double(life.next - now) / settings.secondNanoseconds)
            if !life.isRunning || isEnding { return }
        }
        switch life.state {
        case .waiting:
            if isEnding { return }
            guard pull(&life, spec, pod) else {
                touch(key, afterSeconds: Double(life.next - now) / settings.secondNanoseconds)
                return
            }
            if life.last != nil { life.restarts += 1 }
            start(&life, spec, key, pod)
        case .running(_, let started):
            if isEnding {
                if now < life.next { return }
                life.process?.signal(SIGKILL)
                life.finish(code: life.behaviour == .stubborn ? 137 : 0, "Completed", started)
                return
            }
            if case .ends(let code, let words, let reason) = life.behaviour, now >= life.next {
                life.log += Array(words.utf8)
                life.finish(code: code, reason, started)
                touch(key)
                return
            }
            probe(&life, spec, key, pod)
        case .ended(let ending):
            let isRetried = policy == "Always" || (policy == "OnFailure" && ending.code != 0)
            guard isRetried, !isEnding else { return }
            life.last = ending
            life.isReady = false
            life.previousLog = life.log
            // The first restart comes at once.
            if life.restarts == 0 {
                life.restarts = 1
                start(&life, spec, key, pod)
                return
            }
            let wait = min(300, 10 * Double(1 << min(5, life.restarts - 1)))
            let message =
                "back-off \(Int(wait))s restarting failed container=\(life.name) "
                + "pod=\(pod.name)_\(pod.namespace)(\(pod.uid))"
            life.state = .waiting(reason: "CrashLoopBackOff", message: message)
            life.next = now + after(wait)
            tell(
                of: pod, "Warning", "BackOff",
                "Back-off restarting failed container \(life.name) in pod \(pod.name)", by: "kubelet")
            touch(key, afterSeconds: Double(life.next - now) / settings.secondNanoseconds)
        }
    }

    /// Whether the image is here; if not, when it is tried again.
    private mutating func pull(_ life: inout ContainerLife, _ spec: JSON, _ pod: JSON) -> Bool {
        guard life.behaviour == .missing else { return true }
        let policy = spec.words("imagePullPolicy")
        life.pulls += 1
        life.next = Moment.monotonic() + after(min(10, 2 * Double(life.pulls)))
        if policy == "Never" {
            let words = "Container image \"\(life.image)\" is not present with pull policy of Never"
            life.state = .waiting(reason: "ErrImageNeverPull", message: words)
            tell(of: pod, "Warning", "ErrImageNeverPull", words, by: "kubelet")
            return false
        }
        let why =
            "failed to pull and unpack image \"\(life.image)\": failed to resolve reference "
            + "\"\(life.image)\": "
            + "\(life.image): not found"
        if life.pulls % 2 == 1 {
            tell(of: pod, "Normal", "Pulling", "Pulling image \"\(life.image)\"", by: "kubelet")
            tell(
                of: pod, "Warning", "Failed", "Failed to pull image \"\(life.image)\": \(why)", by: "kubelet")
            life.state = .waiting(reason: "ErrImagePull", message: why)
        } else {
            let words = "Back-off pulling image \"\(life.image)\": ErrImagePull: \(why)"
            life.state = .waiting(reason: "ImagePullBackOff", message: words)
            tell(of: pod, "Normal", "BackOff", "Back-off pulling image \"\(life.image)\"", by: "kubelet")
        }
        return false
    }

    private mutating func start(_ life: inout ContainerLife, _ spec: JSON, _ key: ObjectKey, _ pod: JSON) {
        let now = Moment.monotonic()
        life.id = Names.uid().replacing("-", with: "")
        life.log = []
        life.failures = 0
        life.state = .running(since: now, text: Moment.text())
        tell(of: pod, "Normal", "Started", "Container started", by: "kubelet")
        switch life.behaviour {
        case .runs(let command):
            life.next = 0
            run(&life, command, spec, key, pod)
        case .ends: life.next = now + after(1)
        default:
            life.next = 0
            life.log = Array("listening on :8080\n".utf8)
        }
        probe(&life, spec, key, pod)
        if life.next > now { touch(key, afterSeconds: Double(life.next - now) / settings.secondNanoseconds) }
    }

    private mutating func run(
        _ life: inout ContainerLife, _ command: [String], _ spec: JSON, _ key: ObjectKey, _ pod: JSON
    ) {
        let variables = self.variables(spec, pod)
        let words = command.map { World.expanded($0, variables) }
        guard let launch else { return }
        life.process = launch(
            LaunchOrder(
                key: key, uid: pod.uid, container: life.name, id: life.id, command: words,
                variables: variables, takesInput: spec["stdin"]?.bool == true))
        if life.process == nil {
            let why =
                "failed to create containerd task: failed to create shim task: OCI runtime create "
                + "failed: runc "
                + "create failed: unable to start container process: error during container init: exec: "
                + "\"\(words.first ?? "")\": executable file not found in $PATH"
            life.state = .ended(
                ContainerLife.Ending(
                    code: 128, reason: "StartError", words: why, started: "1970-01-01T00:00:00Z",
                    finished: Moment.text()))
            tell(of: pod, "Warning", "Failed", "Error: \(why)", by: "kubelet")
            touch(key)
        }
    }

    /// Judges whether a running container is ready, as its readiness probe would.
    private mutating func probe(_ life: inout ContainerLife, _ spec: JSON, _ key: ObjectKey, _ pod: JSON) {
        guard case .running(let since, _) = life.state else { return }
        guard let probe = spec["readinessProbe"] else {
            life.isReady = true
            return
        }
        let passed = Double(Moment.monotonic() - since) / settings.secondNanoseconds
        let delay = Double(probe.count("initialDelaySeconds")) + 0.5
        if passed < delay {
            touch(key, afterSeconds: delay - passed)
            return
        }
        let works: Bool
        switch life.behaviour {
        case .neverReady, .ends: works = false
        case .runs: works = probe["exec"] != nil
        default: works = true
        }
        if works {
            life.isReady = true
            return
        }
        life.failures += 1
        let how = probe["httpGet"] == nil ? "command failed" : "HTTP probe failed with statuscode: 503"
        tell(of: pod, "Warning", "Unhealthy", "Readiness probe failed: \(how)", by: "kubelet")
        touch(key, afterSeconds: Double(probe.count("periodSeconds", or: 10)))
    }
}

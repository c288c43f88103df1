internal import Basis
internal import Ports
internal import Updates

extension Rollout {
    /// How many lines of a pod's output are shown.
    private static let lastLines = 15
    private static let lastBytes = ByteCount.kibibytes(8)

    /// Whether a side of a service is where it was asked to be. Throws once it cannot get there.
    func isThere(_ index: Int, _ side: String?) async throws -> Bool {
        let lane = lanes[index]
        let name = Sides.name(lane.service, side)
        guard let workload = picture.workload(lane.resource, name) else {
            guard lane.isBegun else { return false }
            throw failure(lane, name: "\(lane.resource.kind) \(name)", why: "somebody removed it")
        }
        guard workload.generation >= lane.generation else { return false }
        if workload.isThere {
            tell(index, workload)
            return true
        }
        tell(index, workload)
        try await judge(index, side)
        return false
    }

    private func tell(_ index: Int, _ workload: LiveWorkload) {
        let (done, all) = workload.progress
        guard lanes[index].told != done else { return }
        lanes[index].told = done
        situation.leash.tell(.counted("pods of \(workload.name)", done: done, of: all))
    }

    /// Throws if something keeps a side from getting there, for good or for too long.
    func judge(_ index: Int, _ side: String?) async throws {
        let lane = lanes[index]
        guard let workload = picture.workload(lane.resource, Sides.name(lane.service, side)),
            workload.isObserved
        else { return }
        guard let trouble = try await trouble(of: workload) else {
            lanes[index].troubledSince = nil
            return
        }
        if trouble.weight == .final { throw try await failure(lane, trouble) }
        let since: ContinuousClock.Instant
        if let known = lane.troubledSince { since = known.since } else { since = .now }
        lanes[index].troubledSince = (trouble.why, since)
        if since.duration(to: .now) >= site.patience { throw try await failure(lane, trouble) }
    }

    private func trouble(of workload: LiveWorkload) async throws -> PodTrouble? {
        var passing: PodTrouble?
        for pod in picture.pods(of: workload) {
            guard let trouble = PodTrouble(pod), try await isNew(pod, of: workload) else { continue }
            if trouble.weight == .final { return trouble }
            passing = passing ?? trouble
        }
        if let condition = workload.condition("ReplicaFailure"), condition["status"]?.string == "True" {
            let words = condition["message"]?.string ?? "its pods are refused"
            return PodTrouble(workload.name, why: "no pod can be made: \(words)", weight: .passing)
        }
        guard let condition = workload.condition("Progressing"), condition["status"]?.string == "False",
            condition["reason"]?.string == "ProgressDeadlineExceeded"
        else { return passing }
        // What might have passed did not, in all the time that the controller gave it.
        if let passing { return passing.turnedFinal }
        return try await unready(workload)
            ?? PodTrouble(
                workload.name, why: condition["message"]?.string ?? "it made no progress", weight: .final)
    }

    /// A new pod that runs and is not ready, with what its probe said.
    private func unready(_ workload: LiveWorkload) async throws -> PodTrouble? {
        for pod in picture.pods(of: workload) where !pod.isReady && !pod.isLeaving {
            guard try await isNew(pod, of: workload) else { continue }
            let waiting = pod.containers.first { !$0.isReady }
            let words = await probeWords(pod)
            let what = waiting.map { "container \($0.name)" } ?? "it"
            return PodTrouble(
                pod.name, container: waiting?.name,
                why: "\(what) never became ready\(words.map { ": \($0)" } ?? "")",
                weight: .final)
        }
        return nil
    }

    /// What the kubelet said last of a pod's probes. Who may not read events is not told.
    private func probeWords(_ pod: LivePod) async -> String? {
        let list = try? await site.cluster.list(
            .events, in: site.namespace, fields: "involvedObject.uid=\(pod.uid),type=Warning",
            by: .after(Rollout.patienceForWords))
        let found = list?.items.filter { ["Unhealthy", "ProbeError"].contains($0["reason"]?.string) } ?? []
        return found.last?["message"]?.string
    }

    /// Words that come too late are not waited for.
    static let patienceForWords = Duration.seconds(2)

    /// Whether a pod is of the newest template: the trouble of an old one is why there is a new one.
    private func isNew(_ pod: LivePod, of workload: LiveWorkload) async throws -> Bool {
        switch workload.resource {
        case .statefulSets:
            return pod.labels["controller-revision-hash"]
                == workload.tree["status"]?["updateRevision"]?.string
        case .daemonSets:
            let newest = workload.annotations["deprecated.daemonset.template.generation"]
            return newest == nil || pod.labels["pod-template-generation"] == newest
        default:
            let revision = workload.annotations["deployment.kubernetes.io/revision"] ?? ""
            guard let owner = pod.owner else { return false }
            let key = "\(owner.name) \(revision)"
            if let known = newness[key] { return known }
            let set = try await site.cluster.object(
                .replicaSets, owner.name, in: site.namespace, by: .after(ClusterLimits.look))
            let own = set?["metadata"]?["annotations"].texts["deployment.kubernetes.io/revision"]
            let isNew = own == revision
            newness[key] = isNew
            return isNew
        }
    }

    // MARK: Words

    /// What is thrown when time is up: who is not ready, and why.
    func lateness() async throws -> any Error {
        for lane in lanes where !lane.isDone {
            for workload in picture.sides(of: lane.service, lane.resource) where !workload.isThere {
                if let trouble = try await trouble(of: workload) { return try await failure(lane, trouble) }
                if let trouble = try await unready(workload) { return try await failure(lane, trouble) }
            }
        }
        return DeadlinePassed()
    }

    private func failure(_ lane: RolloutLane, _ trouble: PodTrouble) async throws -> WorkloadFailure {
        var words = ""
        if let container = trouble.container {
            words = await lastWords(trouble.pod, container, isPrevious: trouble.isPrevious)
            if words.isEmpty {
                words = await lastWords(trouble.pod, container, isPrevious: !trouble.isPrevious)
            }
        }
        return failure(lane, name: trouble.pod, why: trouble.why, lastWords: words)
    }

    private func failure(
        _ lane: RolloutLane, name: String, why: String, lastWords: String = ""
    ) -> WorkloadFailure {
        WorkloadFailure(
            service: lane.service, name: name, why: why, lastWords: lastWords,
            isReturning: lane.move.isReturning)
    }

    private func lastWords(_ pod: String, _ container: String, isPrevious: Bool) async -> String {
        var rules = LogRules()
        (rules.isPrevious, rules.lines, rules.limit) = (isPrevious, Rollout.lastLines, Rollout.lastBytes)
        let body = try? await site.cluster.logs(
            of: pod, container: container, in: site.namespace, rules, by: .after(Rollout.patienceForWords))
        let bytes = (try? await body?.collect(atMost: Rollout.lastBytes + .kibibytes(1))) ?? []
        return String(decoding: bytes, as: UTF8.self).oneLine
    }
}

extension ByteCount {
    fileprivate static func + (left: ByteCount, right: ByteCount) -> ByteCount {
        ByteCount(left.bytes + right.bytes)
    }
}

import Basis
import Updates

/// Finds the workloads that will drop requests, and what else in them will hurt.
struct RequestCheck {
    let links: ObjectLinks

    func run(_ remarks: inout Remarks) {
        for pods in links.pods {
            guard let workload = pods.workload else { continue }
            let all = workload.template.initContainers + workload.template.containers
            for container in all {
                checkImage(container, &remarks)
                for variable in container.variables { checkVariable(variable, &remarks) }
            }
            checkGrace(workload, &remarks)
            guard workload.kind.isLasting else { continue }
            for container in workload.template.containers { checkLiveness(container, &remarks) }
            checkCount(pods, workload, &remarks)
            if isServed(pods) { checkServed(pods, workload, &remarks) }
        }
        for object in links.objects {
            if case .disruptionBudget(let budget) = object.body { checkBudget(budget, of: object, &remarks) }
        }
    }

    /// Whether requests come to it: a service chooses it, or it has ports and the services are elsewhere.
    private func isServed(_ pods: ObjectLinks.Pods) -> Bool {
        if !pods.services.isEmpty { return true }
        guard !links.holdsServices else { return false }
        return pods.workload?.template.containers.contains { !$0.ports.isEmpty } ?? false
    }

    private func checkServed(_ pods: ObjectLinks.Pods, _ workload: Workload, _ remarks: inout Remarks) {
        for container in servingContainers(pods, workload) {
            let name = container.name
            if container.readiness == nil {
                let what = "`\(name.value)` gets requests and has no readiness probe"
                remarks.add(.noReadinessProbe, what, at: name.span)
            }
            if container.preStop == nil {
                remarks.add(
                    .noPreStopDelay, "`\(name.value)` ends at once when its pod is taken away", at: name.span,
                    why: "requests arrive for some seconds more, until every node knows that it is gone")
            }
        }
        guard workload.kind != .daemonSet else { return }
        if pods.replicaCount == 1 {
            let span = pods.autoscaler?.minReplicas?.span ?? workload.replicas?.span ?? pods.object.name.span
            remarks.add(.singleReplica, "\(pods.object.title) serves with a single pod", at: span)
        }
        guard workload.kind == .deployment else { return }
        if let kind = workload.strategy?.kind, kind.value == .recreate {
            let what = "\(pods.object.title) serves, and all its pods end before new ones begin"
            remarks.add(.recreate, what, at: kind.span)
        } else {
            checkUnavailable(pods, workload, &remarks)
        }
    }

    /// The containers behind the ports of the services; without a port that fits, those that have ports.
    private func servingContainers(_ pods: ObjectLinks.Pods, _ workload: Workload) -> [PodContainer] {
        let targets = Set(
            pods.services.flatMap { $0.service.ports.map { $0.target?.value ?? String($0.number.value) } })
        let containers = workload.template.containers
        let fitting = containers.filter { container in
            container.ports.contains { port in
                targets.contains(String(port.number.value))
                    || port.name.map { targets.contains($0.value) } ?? false
            }
        }
        if !fitting.isEmpty { return fitting }
        let open = containers.filter { !$0.ports.isEmpty }
        return open.isEmpty ? containers : open
    }

    private func checkUnavailable(
        _ pods: ObjectLinks.Pods, _ workload: Workload, _ remarks: inout Remarks
    ) {
        let wanted = pods.replicaCount
        let strategy = workload.strategy
        let surge = (strategy?.maxSurge?.value ?? .percent(25)).count(of: wanted, roundingUp: true)
        var missing = (strategy?.maxUnavailable?.value ?? .percent(25)).count(of: wanted, roundingUp: false)
        let isRaised = missing == 0 && surge == 0
        if isRaised { missing = 1 }
        guard wanted > 0, missing >= wanted else { return }
        let all = wanted == 1 ? "its one pod" : "all \(wanted) pods"
        let written = isRaised ? strategy?.maxSurge : strategy?.maxUnavailable
        let why = isRaised ? "the cluster takes one pod away if neither number lets it do anything" : nil
        remarks.add(
            .allUnavailable,
            "while \(pods.object.title) is rolled, \(all) may be gone",
            at: written?.span ?? pods.object.name.span, why: why)
    }

    private func checkCount(_ pods: ObjectLinks.Pods, _ workload: Workload, _ remarks: inout Remarks) {
        if pods.autoscaler != nil, let replicas = workload.replicas {
            let what = "`replicas: \(replicas.value)` is written, and an autoscaler sets the number too"
            remarks.add(.replicasWithAutoscaler, what, at: replicas.span)
        }
        guard workload.kind != .daemonSet, pods.replicaCount > 1, pods.budgets.isEmpty else { return }
        remarks.add(
            .noDisruptionBudget,
            "\(pods.object.title) has \(pods.replicaCount) pods and no disruption budget",
            at: pods.object.name.span)
    }

    private func checkBudget(
        _ budget: DisruptionBudget, of object: KubernetesObject, _ remarks: inout Remarks
    ) {
        guard let selector = budget.selector else { return }
        let chosen = links.chosen(by: selector, of: object)
        let wanted = chosen.reduce(0) { sum, index in
            sum.addingReportingOverflow(links.pods[index].replicaCount).partialValue
        }
        guard wanted > 0 else { return }
        let most = budget.maxUnavailable.map { ($0.value.count(of: wanted, roundingUp: true), $0.span) }
        let least = budget.minAvailable.map {
            (wanted - min(wanted, $0.value.count(of: wanted, roundingUp: true)), $0.span)
        }
        guard let (allowed, span) = most ?? least, allowed == 0 else { return }
        remarks.add(.blockedDrain, "of \(wanted) pods none may be taken away", at: span)
    }

    private func checkGrace(_ workload: Workload, _ remarks: inout Remarks) {
        let grace = workload.template.graceSeconds
        for container in workload.template.containers {
            guard let hook = container.preStop, let seconds = hook.value.sleepSeconds, seconds >= grace else {
                continue
            }
            // The API server itself refuses a `sleep` that is longer than the grace period.
            var isRefused = false
            if case .sleep = hook.value { isRefused = seconds > grace }
            let span = workload.template.terminationGracePeriodSeconds?.span ?? hook.span
            remarks.add(
                .shortGrace, "`\(container.name.value)` waits \(seconds)s and is killed after \(grace)s",
                at: span, severity: isRefused ? .error : nil)
        }
    }

    private func checkLiveness(_ container: PodContainer, _ remarks: inout Remarks) {
        guard let liveness = container.liveness, let readiness = container.readiness else { return }
        let isLessPatient = liveness.patienceSeconds < readiness.patienceSeconds
        let isLessLenient =
            liveness.action.isSame(as: readiness.action) && liveness.answerSeconds < readiness.answerSeconds
        guard isLessPatient || isLessLenient else { return }
        let name = container.name.value
        let what =
            isLessPatient
            ? "`\(name)` is killed after \(liveness.patienceSeconds)s, taken out of service after "
                + "\(readiness.patienceSeconds)s"
            : "`\(name)` has \(liveness.answerSeconds)s to answer or be killed, "
                + "\(readiness.answerSeconds)s to be ready"
        remarks.add(.strictLiveness, what, at: liveness.start)
    }

    private func checkImage(_ container: PodContainer, _ remarks: inout Remarks) {
        guard let image = container.image, let reference = ImageReference(image.value), !reference.isPinned
        else { return }
        guard reference.tag == nil || reference.tag == "latest" else { return }
        let reason = reference.tag == nil ? "has no tag, which means `latest`" : "is `latest`, which moves"
        remarks.add(.mutableImage, "the image `\(image.value)` \(reason)", at: image.span)
    }

    private func checkVariable(_ variable: PodVariable, _ remarks: inout Remarks) {
        guard case .written(let value)? = variable.source,
            WrittenSecret.isLikely(name: variable.name.value, value: value.value)
        else { return }
        remarks.withhold(value.span)
        remarks.add(
            .plainSecret, "the value of `\(variable.name.value)` is written in the manifest",
            at: variable.name.span)
    }
}

extension PodProbe {
    /// The line in which it begins: a probe is too long to be pointed at as a whole.
    fileprivate var start: Span { Span(file: span.file, start: span.start, end: span.start) }
}

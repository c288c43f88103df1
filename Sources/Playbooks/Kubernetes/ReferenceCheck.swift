import Basis
import Updates

/// What does not go together among objects that are applied together.
struct ReferenceCheck {
    let links: ObjectLinks
    /// Whether every object could be read: otherwise what is missed may be there.
    let isWhole: Bool

    func run(_ remarks: inout Remarks) {
        for (object, first) in links.duplicates {
            remarks.add(
                .duplicateObject, "\(object.title) is written a second time", at: object.name.span,
                why: "the first is at \(first.name.span)")
        }
        for object in links.objects {
            switch object.body {
            case .workload(let workload): checkWorkload(workload, &remarks)
            case .service(let service): checkService(service, of: object, &remarks)
            case .autoscaler(let autoscaler): checkAutoscaler(autoscaler, of: object, &remarks)
            case .disruptionBudget(let budget): checkBudget(budget, of: object, &remarks)
            case .ingress(let ingress): checkIngress(ingress, of: object, &remarks)
            case .configMap, .secret, .opaque: break
            }
        }
    }

    /// What is missing is an error only if nobody else can bring it: no custom resource is there, and others
    /// of its kind are.
    private func severity(othersAreThere: Bool) -> Diagnostic.Severity {
        othersAreThere && !links.holdsStrangers ? .error : .warning
    }

    private func checkWorkload(_ workload: Workload, _ remarks: inout Remarks) {
        if workload.kind.isLasting, let selector = workload.selector {
            let labels = workload.template.labelValues
            if selector.isEmpty {
                let remedy = "Write `matchLabels:` with labels of the template."
                remarks.add(.wrongValue, "the selector asks for nothing", at: selector.span, remedy: remedy)
            } else if !selector.matches(labels) {
                let missing = selector.labels.first { labels[$0.name.value] != $0.value.value }
                let remedy = missing.map { label in
                    "Add `\(label.name.value): \(label.value.value)` to `template.metadata.labels`."
                }
                remarks.add(
                    .selectorMismatch, "the selector does not choose the pods of its own template",
                    at: missing?.value.span ?? selector.span, remedy: remedy)
            }
        }
        checkRollout(workload, &remarks)
        let volumes = Set((workload.template.volumes.map(\.name) + workload.claims).map(\.value))
        for container in workload.template.initContainers + workload.template.containers {
            checkContainer(container, volumes: volumes, &remarks)
        }
    }

    private func checkRollout(_ workload: Workload, _ remarks: inout Remarks) {
        guard let missing = workload.strategy?.maxUnavailable, let surge = workload.strategy?.maxSurge,
            missing.value.count(of: 100, roundingUp: true) == 0,
            surge.value.count(of: 100, roundingUp: true) == 0
        else { return }
        remarks.add(
            .wrongValue, "`maxUnavailable` and `maxSurge` are both 0: nothing could be replaced",
            at: surge.span, remedy: "Write `maxSurge: 1`.")
    }

    private func checkContainer(
        _ container: PodContainer, volumes: Set<String>, _ remarks: inout Remarks
    ) {
        for mount in container.mounts where !volumes.contains(mount.volume.value) {
            let nearest = volumes.sorted().nearest(to: mount.volume.value).map { "Did you mean `\($0)`?" }
            remarks.add(
                .unknownVolume, "the pod has no volume `\(mount.volume.value)`", at: mount.volume.span,
                remedy: nearest)
        }
        let names = container.ports.compactMap(\.name?.value)
        for probe in [container.readiness, container.liveness, container.startup] {
            guard let port = probe?.action.port, Int(port.value) == nil, !names.contains(port.value) else {
                continue
            }
            remarks.add(
                .unknownPort, "the container has no port named `\(port.value)`", at: port.span,
                remedy: names.nearest(to: port.value).map { "Did you mean `\($0)`?" })
        }
    }

    private func checkService(
        _ service: ClusterService, of object: KubernetesObject, _ remarks: inout Remarks
    ) {
        guard let selector = service.selector, service.type?.value != "ExternalName" else { return }
        let chosen = links.chosen(by: selector, of: object).map { links.pods[$0] }
        guard !chosen.isEmpty else {
            guard isWhole else { return }
            let words = selector.labels.map { "\($0.name.value)=\($0.value.value)" }.joined(separator: ", ")
            remarks.add(
                .selectsNothing, "the service selects no pod of these manifests", at: selector.span,
                why: "no pod template has \(words)",
                severity: severity(othersAreThere: links.hasPods(beside: object)))
            return
        }
        let workloads = chosen.compactMap(\.workload)
        let names = workloads.flatMap { workload in
            (workload.template.containers + workload.template.initContainers)
                .flatMap(\.ports).compactMap(\.name?.value)
        }
        guard workloads.count == chosen.count else { return }
        for target in service.ports.compactMap(\.target) {
            guard Int(target.value) == nil, !names.contains(target.value) else { continue }
            remarks.add(
                .unknownPort, "no container behind the service has a port named `\(target.value)`",
                at: target.span, remedy: names.nearest(to: target.value).map { "Did you mean `\($0)`?" })
        }
    }

    private func checkAutoscaler(
        _ autoscaler: HorizontalAutoscaler, of object: KubernetesObject, _ remarks: inout Remarks
    ) {
        let (kind, name) = (autoscaler.targetKind.value, autoscaler.targetName.value)
        guard ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"].contains(kind),
            isWhole, links.object(kind: kind, name: name, beside: object) == nil
        else { return }
        remarks.add(
            .namesNothing, "there is no \(kind) `\(name)` in these manifests", at: autoscaler.targetName.span,
            severity: severity(othersAreThere: links.hasPods(beside: object)))
    }

    private func checkBudget(
        _ budget: DisruptionBudget, of object: KubernetesObject, _ remarks: inout Remarks
    ) {
        guard isWhole, let selector = budget.selector, links.chosen(by: selector, of: object).isEmpty else {
            return
        }
        remarks.add(
            .selectsNothing, "the disruption budget selects no pod of these manifests", at: selector.span,
            severity: severity(othersAreThere: links.hasPods(beside: object)))
    }

    private func checkIngress(
        _ ingress: IngressRoutes, of object: KubernetesObject, _ remarks: inout Remarks
    ) {
        for backend in ingress.backends {
            let name = backend.service.value
            let found = links.object(kind: "Service", name: name, beside: object)
            guard let found, case .service(let service) = found.body else {
                guard isWhole, found == nil else { continue }
                let what = "there is no Service `\(name)` in these manifests"
                remarks.add(
                    .namesNothing, what, at: backend.service.span,
                    severity: severity(othersAreThere: links.hasPods(beside: object)))
                continue
            }
            guard let port = backend.port, service.type?.value != "ExternalName" else { continue }
            let known = service.ports.flatMap {
                [String($0.number.value)] + [$0.name?.value].compactMap { $0 }
            }
            guard !known.contains(port.value) else { continue }
            remarks.add(
                .unknownPort, "Service `\(name)` has no port `\(port.value)`", at: port.span,
                remedy: "Its ports are \(known.joined(separator: ", ")).")
        }
    }
}

extension KubernetesObject {
    var title: String { "\(kind.value) `\(name.value)`" }
}

extension PodAction {
    fileprivate var port: Located<String>? {
        switch self {
        case .http(_, let port), .tcp(let port): port
        case .command, .grpc, .sleep, .other: nil
        }
    }
}

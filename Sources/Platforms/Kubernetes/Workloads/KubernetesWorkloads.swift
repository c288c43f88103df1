internal import Basis
package import Ports
internal import Updates

/// Rolls workloads of a cluster: applies what is wanted, watches, judges. The cluster's controllers do the
/// rest.
package final class KubernetesWorkloads: Workloads {
    let site: ClusterSite
    /// Whether this process has applied settings.
    private let applied = Guarded(false)

    /// For an application at its site.
    package init(_ site: ClusterSite) { self.site = site }

    /// Leads services to where they are wanted.
    package func lead(_ moves: [WorkloadMove], in situation: Situation) async throws {
        if moves.isEmpty { return }
        var lanes: [RolloutLane] = []
        for move in moves {
            let record = try await site.vault.open(move.blueprint.specification)
            guard let specification = ServiceSpecification(record) else {
                throw ClusterFailure(
                    .invalid, at: "service \(move.blueprint.service)",
                    why: "its record in the journal cannot be read by this version of Belay")
            }
            if !specification.settings.isEmpty { applied.withLock { $0 = true } }
            lanes.append(RolloutLane(move: move, specification: specification, legs: []))
        }
        let rollout = Rollout(site: site, situation: situation, lanes: lanes)
        site.sight.forget()
        defer { site.sight.forget() }
        try await rollout.run()
    }

    /// Removes what moves left beside the services.
    package func tidyUp(_ services: [String], keeping: Bool, in situation: Situation) async throws {
        let all = try await site.workloads()
        let leash = situation.leash
        for service in services {
            let sides = all.filter { $0.service == service }
            let staying = keeping ? try await Routing(site).serving(sides) : nil
            for side in sides where side.name != staying?.name && (!keeping || sides.count > 1) {
                try await remove(side.resource, side.name, uid: side.uid, leash)
            }
        }
        let gone = keeping ? [] : services
        try await dropSettings(beside: all.filter { !gone.contains($0.service) }, leash)
        if situation.runOutcome != "succeeded" { try await dropHistory(of: all, situation) }
    }

    /// Settings of ours that no workload refers to: their content is in the records of the releases.
    private func dropSettings(beside workloads: [LiveWorkload], _ leash: any Leash) async throws {
        let pods = workloads.compactMap { $0.tree["spec"]?["template"]?["spec"] }
        let used = pods.reduce(into: Set<SettingReferences.Name>()) {
            $0.formUnion(SettingReferences.names(in: KubernetesValue($1)))
        }
        let noted = workloads.contains { $0.annotations[ClusterLabels.settingNames] != nil }
        guard noted || workloads.isEmpty || applied.withLock({ $0 }) else { return }
        let labels = "\(site.selector),\(ClusterLabels.kind)=\(ClusterLabels.settings)"
        for resource in [Resource.configMaps, .secrets] {
            let list = try await site.cluster.list(
                resource, in: site.namespace, labels: labels, by: .after(ClusterLimits.look))
            for item in list.items {
                guard let name = item["metadata"]?["name"]?.string,
                    !used.contains(.init(kind: resource.kind, name: name))
                else { continue }
                try await remove(resource, name, uid: item["metadata"]?["uid"]?.string, leash)
            }
        }
    }

    /// Of a run that went back: the empty ReplicaSets of the release that it left.
    private func dropHistory(of workloads: [LiveWorkload], _ situation: Situation) async throws {
        guard workloads.contains(where: { $0.resource == .deployments }) else { return }
        let list = try await site.cluster.list(
            .replicaSets, in: site.namespace, by: .after(ClusterLimits.look))
        let uids = Set(workloads.map(\.uid))
        for item in list.items {
            let metadata = item["metadata"]
            let owner = metadata?["ownerReferences"]?.items?.first?["uid"]?.string ?? ""
            guard uids.contains(owner), item["spec"]?["replicas"]?.int == 0,
                metadata?["annotations"].texts[ClusterLabels.run] == situation.run.text,
                let name = metadata?["name"]?.string
            else { continue }
            try await remove(.replicaSets, name, uid: metadata?["uid"]?.string, situation.leash)
        }
    }

    private func remove(
        _ resource: Resource, _ name: String, uid: String?, _ leash: any Leash
    ) async throws {
        try await leash.permit("remove \(resource.kind) \(name)", lasting: ClusterLimits.act)
        defer { site.sight.forget() }
        try await site.cluster.remove(
            resource, name, in: site.namespace, onlyIf: uid, by: .after(ClusterLimits.act))
    }
}

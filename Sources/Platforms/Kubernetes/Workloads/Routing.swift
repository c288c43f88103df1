internal import Basis
internal import Updates

/// Which side of a service requests go to: what the Services in front choose their pods by.
struct Routing {
    private let site: ClusterSite

    init(_ site: ClusterSite) { self.site = site }

    /// The Services that choose pods of a workload's template, whichever side.
    func services(of workload: LiveWorkload) async throws -> [JSONTree] {
        let list = try await site.cluster.list(.services, in: site.namespace, by: .after(ClusterLimits.look))
        let labels = workload.tree["spec"]?["template"]?["metadata"]?["labels"].texts ?? [:]
        return list.items.filter { item in
            var selector = item["spec"]?["selector"].texts ?? [:]
            for key in [ClusterLabels.side, Routing.hash] { selector[key] = nil }
            return !selector.isEmpty && selector.allSatisfy { labels[$0.key] == $0.value }
        }
    }

    /// The workload to which requests go; of several without a Service the one that has no side, or the
    /// first.
    func serving(_ sides: [LiveWorkload]) async throws -> LiveWorkload? {
        if sides.count < 2 { return sides.first }
        guard let any = sides.first else { return nil }
        let chosen = try await services(of: any).lazy.compactMap {
            $0["spec"]?["selector"].texts[ClusterLabels.side]
        }.first
        return sides.first { $0.side == chosen } ?? sides.first { $0.side == nil }
            ?? sides.first { $0.side != Sides.canary }
    }

    /// Sends requests to pods with these labels alone, and makes sure that it is written so.
    func route(_ workload: LiveWorkload, _ labels: [String: String?]) async throws {
        let fields = labels.sorted { $0.key < $1.key }.map { key, value in
            KubernetesValue.Field(key, value.map { .string($0) } ?? .null)
        }
        let body = KubernetesValue.object([
            .init("spec", .object([.init("selector", .object(fields))]))
        ])
        for service in try await services(of: workload) {
            guard let name = service["metadata"]?["name"]?.string else { continue }
            let selector = service["spec"]?["selector"].texts ?? [:]
            if labels.allSatisfy({ selector[$0.key] == $0.value }) { continue }
            let now = try await site.cluster.patch(
                body.revealed, of: .services, name, in: site.namespace, by: .after(ClusterLimits.act))
            let written = now["spec"]?["selector"].texts ?? [:]
            guard labels.allSatisfy({ written[$0.key] == $0.value }) else {
                throw ClusterFailure(
                    .conflict, at: "Service \(name)", why: "its selector is not what was written")
            }
        }
    }

    /// What Deployments label the pods of one template with.
    static let hash = "pod-template-hash"
}

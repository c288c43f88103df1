internal import Basis
package import Ports
package import Updates

/// An application in one namespace of one cluster, and what is needed to look after it.
package struct ClusterSite: Sendable {
    let cluster: Cluster
    let scope: Scope
    /// The namespace.
    let namespace: String
    let vault: any Vault
    /// The workloads that the project at hand names: what is not labelled yet is known by its name.
    let known: [KnownWorkload]
    let read: @Sendable (ReleaseTree) async throws -> [KubernetesObject]
    let lease: LeaseBook
    let sight = RecentSight()
    /// How long a pod may find no node, or no room in a quota, before that counts as a failure: a new node is
    /// there within a minute or not at all.
    var patience = Duration.seconds(60)

    /// An application. `read` reads the manifests of a release, `objects` are those of the project at hand.
    package init(
        _ cluster: Cluster, scope: Scope, namespace: String, vault: any Vault, objects: [KubernetesObject],
        read: @escaping @Sendable (ReleaseTree) async throws -> [KubernetesObject]
    ) {
        (self.cluster, self.scope, self.namespace) = (cluster, scope, namespace)
        (self.vault, self.read) = (vault, read)
        known = objects.compactMap { KnownWorkload($0) }
        lease = LeaseBook(cluster: cluster, scope: scope, namespace: namespace)
    }

    /// The same with another patience.
    package func patient(for duration: Duration) -> ClusterSite {
        var site = self
        site.patience = duration
        return site
    }

    /// Labels that say whose an object is.
    var ownLabels: [String: String] {
        [ClusterLabels.app: scope.app, ClusterLabels.environment: scope.environment]
    }

    /// The same, as lists are asked for them.
    var selector: String {
        ownLabels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }

    /// The kinds in which the application has workloads.
    var kinds: [Resource] {
        let kinds = [Resource.deployments, .statefulSets, .daemonSets].filter { kind in
            known.contains { $0.resource == kind }
        }
        return kinds.isEmpty ? [.deployments] : kinds
    }

    /// The workloads of the application that stand.
    func workloads() async throws -> [LiveWorkload] {
        if let seen = sight.workloads { return seen }
        var all: [LiveWorkload] = []
        for kind in kinds {
            let list = try await cluster.list(kind, in: namespace, by: .after(ClusterLimits.look))
            all += list.items.compactMap { LiveWorkload($0, kind) }.filter(isOurs)
        }
        sight.keep(all)
        return all
    }

    /// The workload of each service to which requests go: while there are two sides, the Services in front
    /// tell.
    func serving() async throws -> [LiveWorkload] {
        let byService = Dictionary(grouping: try await workloads()) { $0.service }
        var all: [LiveWorkload] = []
        for service in byService.keys.sorted() {
            let sides = byService[service] ?? []
            if let one = try await Routing(self).serving(sides) { all.append(one) }
        }
        return all
    }

    /// Whether a workload belongs to the application: by its labels, or by its name before it has any.
    func isOurs(_ workload: LiveWorkload) -> Bool {
        let labels = workload.labels
        guard let app = labels[ClusterLabels.app] else {
            return known.contains { $0.name == workload.name && $0.resource == workload.resource }
        }
        return app == scope.app && labels[ClusterLabels.environment] == scope.environment
    }
}

/// A workload that the project names.
struct KnownWorkload: Hashable, Sendable {
    let resource: Resource
    let name: String

    init?(_ object: KubernetesObject) {
        guard let kind = object.workload?.kind, let resource = Resource(workload: kind) else { return nil }
        (self.resource, name) = (resource, object.name.value)
    }
}

extension Resource {
    /// The kind of a workload that runs for ever; nil for work that ends.
    init?(workload kind: Workload.Kind) {
        switch kind {
        case .deployment: self = .deployments
        case .statefulSet: self = .statefulSets
        case .daemonSet: self = .daemonSets
        case .job, .cronJob: return nil
        }
    }
}

internal import Basis
package import Ports
package import Updates

/// An application in a namespace of a cluster.
package final class KubernetesPlatform: Platform {
    let site: ClusterSite
    private let identified = Guarded<TargetIdentity?>(nil)
    var cluster: Cluster { site.cluster }

    /// An application at its site.
    package init(_ site: ClusterSite) { self.site = site }

    /// The uid of `kube-system`, which lives as long as its cluster.
    package func identity() async throws -> TargetIdentity {
        if let known = identified.withLock({ $0 }) { return known }
        let found = try await cluster.object(
            .namespaces, "kube-system", in: nil, by: .after(ClusterLimits.look))
        guard let uid = found?["metadata"]?["uid"]?.string else {
            throw ClusterFailure(
                .notACluster, at: cluster.place.name, why: "it has no namespace `kube-system`")
        }
        let identity = TargetIdentity(
            kind: "kubernetes", id: uid, name: "\(site.namespace) at \(cluster.place.name)")
        identified.withLock { $0 = identity }
        return identity
    }

    /// What runs of the application, and what the cluster remembers of Belay's runs.
    package func world() async throws -> World {
        async let workloads = site.serving()
        async let marks = site.lease.marks()
        let identity = try await identity()
        let found = try await marks
        return World(
            identity: identity, services: KubernetesPlatform.states(of: try await workloads),
            release: found.release, openRun: found.run)
    }

    /// What a release wants, by service.
    package func desired(_ tree: ReleaseTree) async throws -> [ServiceState] {
        var states: [ServiceState] = []
        for service in try await rendering(of: tree).services {
            var variables: [String: String] = [:]
            for (name, value) in service.variables {
                variables[name] = try await site.vault.fingerprint(value)
            }
            states.append(
                ServiceState(
                    service: service.name, image: service.reference, digest: service.image,
                    replicas: service.replicas, configuration: try await fingerprint(of: service),
                    variables: variables, exclusive: service.exclusive))
        }
        return states
    }

    /// Everything that makes services as a release wants them.
    package func blueprints(of services: [String], in tree: ReleaseTree) async throws -> [Blueprint] {
        let all = try await rendering(of: tree).services
        var blueprints: [Blueprint] = []
        for name in services {
            guard let service = all.first(where: { $0.name == name }) else {
                throw ClusterFailure(
                    .notFound, at: "service \(name)", why: "the manifests have no such workload")
            }
            let configuration = try await fingerprint(of: service)
            var variables: [String] = []
            for (name, value) in service.variables.sorted(by: { $0.name < $1.name }) {
                variables.append("\(name)=\(try await site.vault.fingerprint(value))")
            }
            var specification = service.specification
            let named = specification.settings.map { "\($0.resource.kind)/\($0.name)" }
            var notes = [
                ClusterLabels.release: tree.release.version, ClusterLabels.configuration: configuration,
                ClusterLabels.reference: service.reference,
                ClusterLabels.variables: variables.joined(separator: ","),
                ClusterLabels.settingNames: named.joined(separator: ","),
            ]
            if service.isAutoscaled { notes[ClusterLabels.autoscaled] = "true" }
            specification.workload = .init(
                resource: specification.workload.resource, name: name,
                body: site.marked(
                    specification.workload.body, labels: [ClusterLabels.service: name],
                    annotations: notes.filter { !$0.value.isEmpty }))
            var blueprint = Blueprint(
                service: name, release: tree.release.version, image: service.image,
                configuration: configuration, replicas: service.replicas,
                specification: try await site.vault.seal(specification.record))
            blueprint.exclusive = service.exclusive
            blueprint.grace = .seconds(service.grace)
            blueprint.ports = service.ports
            blueprints.append(blueprint)
        }
        return blueprints
    }

    func rendering(of tree: ReleaseTree) async throws -> Rendering {
        Rendering(try await site.read(tree), tree, site)
    }

    /// Keyed, for it is made of values that may be secrets.
    private func fingerprint(of service: Rendering.Service) async throws -> String {
        let text = String(decoding: service.specification.workload.body.revealed, as: UTF8.self)
        return String(try await site.vault.fingerprint(Secret(text)).prefix(40))
    }
}

extension KubernetesPlatform {
    /// What stands for each service.
    static func states(of workloads: [LiveWorkload]) -> [ServiceState] {
        workloads.map { one in
            let notes = one.annotations
            return ServiceState(
                service: one.service, image: notes[ClusterLabels.reference] ?? one.image, digest: one.image,
                replicas: one.replicas, configuration: notes[ClusterLabels.configuration] ?? "",
                variables: variables(in: notes[ClusterLabels.variables] ?? ""))
        }
    }

    private static func variables(in note: String) -> [String: String] {
        let pairs = note.split(separator: ",").map { pair in
            let name = pair.prefix { $0 != "=" }
            return (String(name), String(pair.dropFirst(name.count + 1)))
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
}

internal import Basis
package import Ports
package import Updates

/// A Compose project on a Docker engine.
package final class DockerPlatform: Platform {
    let site: DockerTargetSite
    /// How fast the clock of an identity runs does not matter: it is asked once.
    private let identified = Guarded<TargetIdentity?>(nil)
    var engine: DockerEngine { site.engine }

    /// A project on an engine.
    package init(_ site: DockerTargetSite) { self.site = site }

    /// The engine's own id, which it keeps as long as it keeps its data.
    package func identity() async throws -> TargetIdentity {
        if let known = identified.withLock({ $0 }) { return known }
        let information = try await engine.information(by: .after(DockerTargetSite.look))
        let identity = TargetIdentity(
            kind: "docker", id: information.identity, name: "\(site.project) at \(engine.place)")
        identified.withLock { $0 = identity }
        return identity
    }

    /// What runs of the project, and what the engine remembers of Belay's runs.
    package func world() async throws -> World {
        let marks = Marks(site)
        async let containers = site.containers()
        async let volumes = marks.volumes()
        let identity = try await identity()
        let found = try await volumes
        return World(
            identity: identity, services: DockerPlatform.states(of: try await containers),
            release: marks.release(in: found), openRun: marks.run(in: found))
    }

    /// What a release wants, by service: none before those that it depends on.
    package func desired(_ tree: ReleaseTree) async throws -> [ServiceState] {
        let release = try await site.read(tree)
        var states: [ServiceState] = []
        for service in DockerConvergence.ordered(release.project.services) {
            let drawing = Drawing(service: service, release: release, tree: tree, api: engine.api)
            let reference = release.image(of: service)
            states.append(
                ServiceState(
                    service: service.name.value, image: reference,
                    digest: try await image(of: service, release, tree)?.id, replicas: drawing.replicas,
                    configuration: try await drawing.fingerprint(site.vault),
                    variables: try await drawing.variables(site.vault), exclusive: drawing.exclusive,
                    hostPort: service.networking.ports.lazy.compactMap(\.fixed).first))
        }
        return states
    }

    /// Everything that makes the containers of services as a release wants them.
    package func blueprints(of services: [String], in tree: ReleaseTree) async throws -> [Blueprint] {
        let release = try await site.read(tree)
        var blueprints: [Blueprint] = []
        for name in services {
            let service = try release.service(name)
            let drawing = Drawing(service: service, release: release, tree: tree, api: engine.api)
            guard let image = try await image(of: service, release, tree) else {
                throw DockerFailure(
                    .noImage, at: "service \(name)",
                    why: "the engine has no image \(release.image(of: service))")
            }
            let variables = try await drawing.variables(site.vault)
            var specification = try drawing.specification(variables: variables)
            if !drawing.exclusive.isEmpty {
                specification.inherited += image.volumes.filter { !specification.inherited.contains($0) }
            }
            var blueprint = Blueprint(
                service: name, release: tree.release.version, image: image.id,
                configuration: try await drawing.fingerprint(site.vault), replicas: drawing.replicas,
                specification: try await site.vault.seal(specification.record))
            blueprint.replacement = drawing.replacement
            blueprint.exclusive = drawing.exclusive
            blueprint.grace = service.process.stopGracePeriod?.value ?? blueprint.grace
            blueprint.hasHealthcheck = drawing.hasHealthcheck(image)
            blueprint.ports = drawing.ports(image)
            blueprints.append(blueprint)
        }
        return blueprints
    }

    /// The image of a service: the one that was built or pulled for the release, else the one of its name.
    func image(
        of service: ComposeService, _ release: DockerRelease, _ tree: ReleaseTree
    ) async throws(DockerFailure) -> ImageDetails? {
        let name = tree.images[service.name.value] ?? release.image(of: service)
        do throws(DockerFailure) {
            return try await engine.image(name, by: .after(DockerTargetSite.look))
        } catch {
            if error.code == .noImage { return nil }
            throw error
        }
    }
}

extension DockerPlatform {
    /// What stands for each service. Containers of one service that differ have no one configuration.
    static func states(of containers: [ContainerSummary]) -> [ServiceState] {
        let byService = Dictionary(grouping: containers) { $0.labels[ProjectLabels.service] ?? "" }
        return byService.keys.sorted().filter { !$0.isEmpty }.compactMap { service in
            let all = byService[service] ?? []
            let running = all.filter { $0.state.mayRun }
            guard let first = (running.isEmpty ? all : running).max(by: { $0.created < $1.created }) else {
                return nil
            }
            let same = { (part: (ContainerSummary) -> String) in
                running.allSatisfy { part($0) == part(first) } ? part(first) : ""
            }
            let digest = same { $0.imageID }
            return ServiceState(
                service: service, image: first.labels[ProjectLabels.reference] ?? first.image,
                digest: digest.isEmpty ? nil : digest, replicas: running.count,
                configuration: same { $0.labels[ProjectLabels.configuration] ?? "" },
                variables: variables(in: first.labels[ProjectLabels.variables] ?? ""))
        }
    }

    private static func variables(in label: String) -> [String: String] {
        let pairs = label.split(separator: ",").map { pair in
            let name = pair.prefix { $0 != "=" }
            return (String(name), String(pair.dropFirst(name.count + 1)))
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
}

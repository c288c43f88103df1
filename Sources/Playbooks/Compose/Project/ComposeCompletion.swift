import Basis
import Updates

/// What Compose adds to a project that nobody wrote: the default network, dependencies that follow from other
/// keys, and which services no active profile starts.
struct ComposeCompletion {
    let profiles: Set<String>

    func complete(_ project: inout ComposeProject) {
        for index in project.services.indices {
            attach(&project.services[index])
            addDependencies(&project.services[index])
        }
        let isActive = { (service: ComposeService) in
            service.profiles.isEmpty || profiles.contains("*")
                || service.profiles.contains { profiles.contains($0.value) }
        }
        project.dormant = project.services.filter { !isActive($0) }
        project.services.removeAll { !isActive($0) }
        let asking = project.services.first { service in
            service.networking.attachments.contains { $0.network.value == "default" }
        }
        if let asking, !project.networks.contains(where: { $0.key.value == "default" }) {
            project.networks.append(ComposeNetwork(key: Located("default", at: asking.name.span)))
        }
    }

    private func attach(_ service: inout ComposeService) {
        guard service.networking.attachments.isEmpty, service.networking.mode == nil else { return }
        let network = Located("default", at: service.name.span)
        service.networking.attachments = [ComposeAttachment(network: network)]
    }

    private func addDependencies(_ service: inout ComposeService) {
        var known = Set(service.dependencies.map(\.service.value))
        for (other, restarts) in ComposeCompletion.references(of: service)
        where known.insert(other.value).inserted {
            service.dependencies.append(
                ComposeDependency(service: other, condition: .started, restarts: restarts, isRequired: true))
        }
    }

    /// The services that a service names elsewhere than under `depends_on`.
    static func references(of service: ComposeService) -> [(Located<String>, restarts: Bool)] {
        var found: [(Located<String>, restarts: Bool)] = []
        for link in service.networking.links {
            found.append((link.map { String($0.prefix { $0 != ":" }) }, true))
        }
        for mount in service.mountsFrom where !mount.value.hasPrefix("container:") {
            found.append((mount.map { String($0.prefix { $0 != ":" }) }, false))
        }
        if let mode = service.networking.mode, case .service(let name) = mode.value {
            found.append((mode.map { _ in name }, true))
        }
        for space in [service.isolation.ipc, service.isolation.pid] {
            guard let space, space.value.hasPrefix("service:") else { continue }
            found.append((space.map { String($0.dropFirst(8)) }, true))
        }
        return found
    }
}

internal import Basis
internal import Updates

/// The companion networks of a project: one for each service that may run twice and that another can reach.
///
/// On it a service's names appear with each container that has proved itself, and with no other. Whoever
/// could reach the service by its name is on it too.
struct Companions {
    private let project: ComposeProject
    private let named: Set<String>

    init(in project: ComposeProject) {
        self.project = project
        let all = project.services + project.dormant
        named = Set(
            all.filter { service in
                Exclusivity.reasons(for: service, in: project).isEmpty
                    && all.contains { Companions.reaches($0, service) }
            }.map(\.name.value))
    }

    /// Whether a service's names live on a companion network.
    func has(_ service: ComposeService) -> Bool { named.contains(service.name.value) }

    /// That network's name.
    func network(of service: ComposeService) -> String? {
        has(service) ? Companions.name(service.name.value, in: project.name) : nil
    }

    /// The companion networks that a service's containers join in order to reach others.
    func joined(by service: ComposeService) -> [String] {
        (project.services + project.dormant).filter { has($0) && Companions.reaches(service, $0) }
            .map { Companions.name($0.name.value, in: project.name) }
    }

    /// The services that have one, in their order.
    var services: [ComposeService] { project.services.filter(has) }

    static func name(_ service: String, in project: String) -> String { "\(project)_belay_\(service)" }

    /// Addresses by network without those on companions: they come and go with the names, and whoever routed
    /// to one would be cut when a name moves on.
    static func lasting(_ addresses: [String: String], labels: [String: String]) -> [String: String] {
        let prefix = name("", in: labels[ProjectLabels.project] ?? "")
        return addresses.filter { !$0.value.isEmpty && !$0.key.hasPrefix(prefix) }
    }

    /// Whether both are on a network, and are not the same.
    private static func reaches(_ one: ComposeService, _ other: ComposeService) -> Bool {
        guard one.name.value != other.name.value else { return false }
        let networks = Set(one.networking.attachments.map(\.network.value))
        return other.networking.attachments.contains { networks.contains($0.network.value) }
    }
}

internal import Ports
internal import Updates

extension Replica {
    /// A container as a list shows it; nil if it belongs to no service.
    ///
    /// A list does not tell how often the engine started it again.
    init?(_ summary: ContainerSummary) {
        guard let service = summary.labels[ProjectLabels.service] else { return nil }
        let state: State =
            switch summary.state {
            case .created: .created
            case .running: .running(since: Replica.life(summary.endpoints, summary.labels))
            case .exited: .exited(code: summary.exitCode ?? 0)
            default: .other(summary.state.rawValue)
            }
        self.init(
            id: summary.id, name: summary.name, service: service, labels: summary.labels,
            image: summary.imageID, state: state, health: summary.health, restarts: 0,
            addresses: summary.addresses)
    }

    /// A container with all that is known of it; nil if it belongs to no service.
    init?(_ details: ContainerDetails) {
        guard let service = details.labels[ProjectLabels.service] else { return nil }
        let state: State =
            switch details.process.state {
            case .created: .created
            case .running: .running(since: Replica.life(details.endpoints, details.labels))
            case .exited: .exited(code: details.process.exitCode)
            default: .other(details.process.state.rawValue)
            }
        self.init(
            id: details.id, name: details.name, service: service, labels: details.labels,
            image: details.imageID, state: state, health: details.process.health, restarts: details.restarts,
            addresses: details.endpoints.mapValues(\.address))
    }

    /// Which of its lives a container is in, as lists and details tell it alike: by its stands on networks,
    /// of which each start makes new ones. Those on companions come and go within one life.
    private static func life(_ endpoints: [String: ContainerEndpoint], _ labels: [String: String]) -> String {
        Companions.lasting(endpoints.mapValues(\.stand), labels: labels).sorted { $0.key < $1.key }
            .map { String($0.value.prefix(12)) }.joined(separator: ".")
    }

    /// A container that was just made after a blueprint.
    init(made id: String, as name: ReplicaName, named text: String, after blueprint: Blueprint) {
        self.init(
            id: id, name: text, service: name.service, slot: name.slot, image: blueprint.image,
            configuration: blueprint.configuration, release: blueprint.release, run: name.run,
            state: .created, health: blueprint.hasHealthcheck ? .starting : .unasked, restarts: 0,
            addresses: [:])
    }

    private init(
        id: String, name: String, service: String, labels: [String: String], image: String, state: State,
        health: ContainerHealth, restarts: Int, addresses: [String: String]
    ) {
        let slot = labels[ProjectLabels.slot] ?? labels[ProjectLabels.number] ?? ""
        let kind: Health =
            switch health {
            case .none: .unasked
            case .starting: .starting
            case .healthy: .healthy
            case .unhealthy: .unhealthy
            }
        self.init(
            id: id, name: name, service: service, slot: Int(slot) ?? 1, image: image,
            configuration: labels[ProjectLabels.configuration] ?? "", release: labels[ProjectLabels.release],
            run: labels[ProjectLabels.run].flatMap { RunID($0) }, state: state, health: kind,
            restarts: restarts, addresses: Companions.lasting(addresses, labels: labels))
        if let companion = labels[ProjectLabels.companion] {
            isPublished = isRunning && addresses[companion]?.isEmpty == false
        } else {
            // It has its names from its start. Of one that Belay made, a healthy one at least was proved.
            isPublished = isRunning && (release == nil || [.unasked, .healthy].contains(kind))
        }
    }
}

internal import Basis
internal import Ports
internal import Updates

/// What stays the same of a service's roll: how it is reached, and how its containers are asked.
struct Lane: Sendable {
    /// What a container weighs at a switch where none was seen before.
    private static let usualWeight = 100

    let doorway: Doorway
    /// The health that the manifest asks for.
    let health: Gate?
    /// What one container weighs at the switch.
    let weight: Int
    /// On which port the switch reaches it.
    let port: Int?

    init(_ standing: RollRecord.Standing, doorway: Doorway, health: Gate?) {
        (self.doorway, self.health) = (doorway, health)
        weight = standing.weight ?? Lane.usualWeight
        port = standing.port ?? standing.blueprint.ports.first
    }

    /// On which port health is asked, where it does not say.
    var healthPort: Int? {
        switch health?.question {
        case .http(let question): question.address?.port?.value ?? port
        case .tcp(let address): address.port?.value ?? port
        default: port
        }
    }
}

extension RollTools {
    /// How a container proves itself: by the manifest's `health`, else by the engine's own check, else by
    /// staying alive. Nil if it has no address where it could be asked.
    func proving(
        _ replica: Replica, lane: Lane, soak: Duration, hasHealthcheck: Bool,
        board: Guarded<[String: Replica.Health]>
    ) -> Proving? {
        if let gate = lane.health {
            guard let endpoint = endpoint(of: replica, port: lane.healthPort) else { return nil }
            let timeout = gate.patience.timeout ?? .seconds(2)
            return Proving(patience: gate.patience, soak: soak, time: time) { [asker] in
                await asker.ask(gate, of: endpoint, for: timeout).map { .unwell($0) } ?? .well
            }
        }
        guard hasHealthcheck else {
            let blind = max(soak, Proving.blindSoak)
            return Proving(patience: Patience(), soak: blind, time: time) { .well }
        }
        return Proving(patience: Patience(), soak: soak, time: time) {
            switch board.withLock({ $0[replica.id] }) {
            case .healthy, .unasked: .well
            case .starting, nil: .unwell("its health check has not passed yet")
            case .unhealthy: .lost("its own health check calls it unhealthy")
            }
        }
    }
}

internal import Basis
internal import Ports
internal import Updates

/// Does one small act, as of a moment: it asks the leash, acts, and tells what it saw.
struct RollDoing: Sendable {
    /// How long calls on the engine take at most, beyond what they themselves wait for: an engine under load
    /// takes seconds where it takes milliseconds otherwise.
    private static let bounds = (
        call: Duration.seconds(30), create: Duration.seconds(60), start: Duration.seconds(60),
        kill: Duration.seconds(15)
    )

    let tools: RollTools
    let leash: any Leash
    let passage: Passage
    let lane: Lane
    let services: [String]

    func perform(_ act: RollAct) async throws -> RollLoop.Deed {
        switch act {
        case .look:
            return RollLoop.Deed(list: try await tools.replicas.list(services))
        case .create(let slot): return try await create(slot)
        case .admit, .turn, .weigh, .dismiss, .forget: return try await direct(act)
        case .rename(let id, let name):
            guard let replica = passage.replicas[id] else { return RollLoop.Deed() }
            try await leash.permit("rename \(replica.name)", lasting: RollDoing.bounds.call)
            try await tools.replicas.rename(replica.name, to: name)
        case .start(let id):
            guard let replica = passage.replicas[id] else { return RollLoop.Deed() }
            try await leash.permit("start \(replica.name)", lasting: RollDoing.bounds.start)
            return RollLoop.Deed(replica: try await tools.replicas.start(replica.name))
        case .settle(let id):
            guard let replica = passage.replicas[id] else { return RollLoop.Deed() }
            try await leash.permit("set restarts of \(replica.name)", lasting: RollDoing.bounds.call)
            try await tools.replicas.setRestart(.declared, of: replica.name)
        case .retire(let id): try await retire(id)
        case .remove(let id):
            guard let replica = passage.replicas[id] else { return RollLoop.Deed() }
            try await leash.permit("remove \(replica.name)", lasting: RollDoing.bounds.call)
            try await tools.replicas.remove(replica.name)
        case .prove: break
        }
        return RollLoop.Deed()
    }

    private func create(_ slot: Int) async throws -> RollLoop.Deed {
        guard let comer = passage.comers.first(where: { $0.slot == slot }) else { return RollLoop.Deed() }
        let name = passage.name(of: comer)
        try await leash.permit("create \(name.text(in: tools.project))", lasting: RollDoing.bounds.create)
        return RollLoop.Deed(replica: try await tools.replicas.create(passage.blueprint, as: name))
    }

    /// No more restarts, then the signal. The other way round where the engine keeps on starting it: it
    /// would come between.
    private func retire(_ id: String) async throws {
        guard let replica = passage.replicas[id] else { return }
        let grace = passage.blueprint.grace
        let bound = grace + RollDoing.bounds.kill
        if !replica.isRestarting {
            try await leash.permit("end restarts of \(replica.name)", lasting: RollDoing.bounds.call)
            try await tools.replicas.setRestart(.no, of: replica.name)
        }
        try await leash.permit("stop \(replica.name)", lasting: bound)
        try await tools.replicas.stop(replica.name, grace: grace)
        if replica.isRestarting {
            try await leash.permit("end restarts of \(replica.name)", lasting: RollDoing.bounds.call)
            try await tools.replicas.setRestart(.no, of: replica.name)
        }
    }

    /// Changes where requests go.
    private func direct(_ act: RollAct) async throws -> RollLoop.Deed {
        var cut = CutRequests(0)
        let sighting: Doorway.Sighting
        switch act {
        case .admit(let id): (sighting, cut) = try await turn(admit: [id], dismiss: [])
        case .turn(let admitted, let dismissed):
            (sighting, cut) = try await turn(admit: admitted, dismiss: dismissed)
        case .dismiss(let id):
            guard let replica = passage.replicas[id] else { return RollLoop.Deed() }
            (sighting, cut) = try await lane.doorway.dismiss(
                replica, drain: passage.rules.drain, replicas: tools.replicas, time: tools.time, leash: leash)
        case .weigh(let index):
            sighting = try await lane.doorway.weigh(weights(at: index), leash: leash)
        case .forget(let name): (sighting, cut) = try await lane.doorway.forget(name, leash: leash)
        default: return RollLoop.Deed()
        }
        return RollLoop.Deed(sighting: sighting, cut: cut.count)
    }

    private func turn(admit: [String], dismiss: [String]) async throws -> (Doorway.Sighting, CutRequests) {
        let leaving = dismiss.compactMap { passage.replicas[$0] }
        let coming = try admit.compactMap { passage.replicas[$0] }.map { replica in
            guard lane.doorway.traffic != nil else {
                return (replica, Endpoint(replica: replica.id, host: replica.name, port: 0))
            }
            guard let endpoint = tools.endpoint(of: replica, port: lane.port) else {
                throw RollFailure.noAddress(name: replica.name, service: replica.service)
            }
            return (replica, endpoint)
        }
        let share =
            passage.share.map { passage.weights(at: $0.index, usual: lane.weight).coming } ?? lane.weight
        return try await lane.doorway.turn(
            admit: coming, dismiss: leaving, weight: share, replicas: tools.replicas, leash: leash)
    }

    private func weights(at index: Int) -> [(Replica, Int)] {
        let weights = passage.weights(at: index, usual: lane.weight)
        let coming = passage.comers.compactMap { $0.id.flatMap { passage.replicas[$0] } }
        let leaving = passage.goers.compactMap { passage.replicas[$0.id] }
        return leaving.map { ($0, weights.leaving) } + coming.map { ($0, weights.coming) }
    }
}

extension Passage {
    /// The most that a switch takes.
    private static let greatestWeight = 256.0

    /// What each container of a side weighs while a share is in force.
    func weights(at index: Int, usual: Int) -> (coming: Int, leaving: Int) {
        guard rules.shares.indices.contains(index) else { return (usual, usual) }
        let percent = Double(rules.shares[index].percent)
        let coming = percent / Double(max(comers.count, 1))
        let leaving = (100 - percent) / Double(max(goers.count, 1))
        let scale = Passage.greatestWeight / max(coming, leaving, 1)
        let whole = { (weight: Double) in Int((weight * scale).rounded()) }
        return (max(whole(coming), 1), leaving > 0 ? max(whole(leaving), 1) : 0)
    }
}

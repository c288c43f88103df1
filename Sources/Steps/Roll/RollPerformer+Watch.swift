package import Basis
package import Ports
package import Updates

extension RollPerformer {
    /// Watches the containers that serve now, until the task is cancelled: one exit, or as many failed checks
    /// in a row as their health says, is a final verdict.
    package func watch(_ step: PlannedStep, in situation: Situation) async throws -> Diagnostic? {
        guard step.leavesRunning, situation.before != nil else { return nil }
        let record = try RollRecord(situation.before, of: step)
        let services = record.services.map(\.blueprint.service)
        let changes = try await tools.replicas.changes()
        let all = try await tools.replicas.list(services)
        let lanes = record.services.map { standing in
            let service = standing.blueprint.service
            let doorway = Doorway(service, tools.traffic)
            return (service, Lane(standing, doorway: doorway, health: situation.plan.health(of: service)))
        }
        let watch = RollWatch(
            tools: tools, lanes: Dictionary(lanes) { first, _ in first }, services: services,
            run: situation.run)
        guard let failure = try await watch.verdict(on: all, hearing: changes) else { return nil }
        return await tools.withLastWords(failure).diagnostic
    }
}

/// The watch over containers that were admitted.
struct RollWatch: Sendable {
    let tools: RollTools
    let lanes: [String: Lane]
    let services: [String]
    let run: RunID

    private let board = Guarded<[String: Replica.Health]>([:])

    init(tools: RollTools, lanes: [String: Lane], services: [String], run: RunID) {
        (self.tools, self.lanes, self.services, self.run) = (tools, lanes, services, run)
    }

    /// Why one of them no longer holds; nil if there is none to watch.
    func verdict(on all: [Replica], hearing changes: AsyncStream<ReplicaChange>) async throws -> RollFailure?
    {
        let watched = all.filter(\.isRunning)
        if let fallen = fallen(among: all) { return fallen }
        guard !watched.isEmpty else { return nil }
        board.withLock { board in for one in watched { board[one.id] = one.health } }
        return try await withThrowingTaskGroup(of: RollFailure?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await listen(to: changes, over: watched) }
            for replica in watched {
                group.addTask { try await ask(replica) }
            }
            while let ended = try await group.next() {
                if let ended { return ended }
            }
            return nil
        }
    }

    /// A place that this run filled and nobody fills any more: it fell while nobody looked.
    private func fallen(among all: [Replica]) -> RollFailure? {
        let fallen = all.first { one in
            guard one.run == run, case .exited = one.state else { return false }
            return !all.contains { $0.service == one.service && $0.slot == one.slot && $0.isRunning }
        }
        guard let fallen, case .exited(let code) = fallen.state else { return nil }
        return failure(of: fallen, "it ended by itself, with exit code \(code)")
    }

    private func ask(_ replica: Replica) async throws -> RollFailure? {
        guard let lane = lanes[replica.service],
            let proving = tools.proving(
                replica, lane: lane, soak: .zero, hasHealthcheck: replica.health != .unasked, board: board)
        else { return nil }
        let why = Guarded<String?>(nil)
        try await proving.run(isServing: true) { proof in
            if case .failed(let reason) = proof { why.withLock { $0 = reason } }
        }
        return why.withLock { $0 }.map { failure(of: replica, $0) }
    }

    private func listen(to changes: AsyncStream<ReplicaChange>, over watched: [Replica]) async throws
        -> RollFailure?
    {
        var changes = changes
        while true {
            for await change in changes {
                if let fallen = heard(change, over: watched) { return fallen }
            }
            try await tools.time.sleep(for: .seconds(1))
            changes = try await tools.replicas.changes()
            if let fallen = heard(.listed(try await tools.replicas.list(services)), over: watched) {
                return fallen
            }
        }
    }

    private func heard(_ change: ReplicaChange, over watched: [Replica]) -> RollFailure? {
        let one = { (id: String) in watched.first { $0.id == id } }
        switch change {
        case .started: return nil
        case .health(let id, let health):
            board.withLock { $0[id] = health }
            return nil
        case .ended(let id, let code):
            return one(id).map { failure(of: $0, "it ended by itself, with exit code \(code)") }
        case .removed(let id): return one(id).map { failure(of: $0, "somebody removed it") }
        case .listed(let all):
            let gone = watched.first { one in !all.contains { $0.id == one.id && $0.isRunning } }
            return gone.map { failure(of: $0, "it no longer runs") }
        }
    }

    private func failure(of replica: Replica, _ why: String) -> RollFailure {
        .replica(name: replica.name, service: replica.service, why: why, lastWords: "", isReturning: false)
    }
}

extension PlannedStep {
    /// Whether containers run behind it that did not stand still all the while.
    fileprivate var leavesRunning: Bool {
        guard case .roll(let roll) = action else { return true }
        return roll.strategy?.value != .stop
    }
}

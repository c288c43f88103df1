internal import Basis
package import Ports
package import Updates

/// Replaces the containers of services, stops and starts them, runs more or fewer of them.
///
/// Killed anywhere it continues: what stood before is in the journal, and what was done is seen.
package struct RollPerformer: Performer {
    let tools: RollTools

    /// A performer that rolls with these tools.
    package init(_ tools: RollTools) { self.tools = tools }

    /// Writes down what stands: what made it, which containers there are, and how requests find them. Of a
    /// service that the release brings, that there was nothing.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let wanted = try await wanted(by: step, in: situation)
        let services = wanted.map(\.service)
        let blueprints = try await tools.platform.standing(of: services) + wanted
        let replicas = try await list(services, of: step)
        var record = RollRecord(services: [])
        for service in services {
            let mine = replicas.filter { $0.service == service }
            let routes = try await Doorway(service, tools.traffic).look().routes
            guard let blueprint = blueprints.first(where: { $0.service == service }) else { continue }
            record.services.append(RollRecord.Standing(blueprint, mine, routes: routes))
        }
        let counts = record.services.map { ("\($0.blueprint.service).replicas", String($0.running.count)) }
        return try record.evidence(facts: Dictionary(counts) { $1 })
    }

    /// Goes forward, from wherever it stands.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let record = try RollRecord(situation.before, of: step)
        let wanted = try await wanted(by: step, in: situation)
        let services = wanted.map(\.service)
        try await tools.lay(situation)
        let course = try Course(step, wanted: wanted, record: record)
        let changes = try await tools.replicas.changes()
        let all = try await list(services, of: step)
        var lanes: [Lane] = []
        var passages: [Passage] = []
        for service in services {
            let standing = try course.standing(of: service)
            let doorway = Doorway(service, tools.traffic)
            let lane = Lane(standing, doorway: doorway, health: situation.plan.health(of: service))
            var passage = try course.passage(
                of: service, from: standing, among: all.filter { $0.service == service },
                maker: maker(step, situation), door: doorway.door)
            passage.routes = try await doorway.look().routes
            lanes.append(lane)
            passages.append(passage)
        }
        let loop = RollLoop(tools: tools, situation: situation, lanes: lanes, passages: passages)
        return Evidence(facts: ["cut": String(try await loop.run(hearing: changes))])
    }

    /// A roll is nowhere written but in what stands: performing it again continues it.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Nothing goes on without us.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Goes back to what stood, from wherever it stands.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        guard situation.before != nil else { return }
        let record = try RollRecord(situation.before, of: step)
        let services = record.services.map(\.blueprint.service)
        let changes = try await tools.replicas.changes()
        let all = try await tools.replicas.list(services)
        var lanes: [Lane] = []
        var passages: [Passage] = []
        for standing in record.services.reversed() {
            let service = standing.blueprint.service
            let doorway = Doorway(service, tools.traffic)
            var rules = RollRules()
            rules.parallelism = .max
            rules.manner = standing.blueprint.exclusive.isEmpty ? .startFirst : .allGoFirst
            if case .roll(let action) = step.action, let drain = action.drain { rules.drain = drain.value }
            var passage = try Passage(
                backTo: standing, among: all.filter { $0.service == service }, maker: maker(step, situation),
                rules: rules, door: doorway.door)
            passage.routes = try await doorway.look().routes
            lanes.append(Lane(standing, doorway: doorway, health: situation.plan.health(of: service)))
            passages.append(passage)
        }
        let loop = RollLoop(tools: tools, situation: situation, lanes: lanes, passages: passages)
        _ = try await loop.run(hearing: changes)
    }

    func maker(_ step: PlannedStep, _ situation: Situation) -> Passage.Maker {
        Passage.Maker(
            project: tools.project, run: situation.run, epoch: situation.epoch, step: step.id,
            attempt: situation.attempt)
    }

    /// The containers; where the same ones are started anew, with the lives in which they are, of which a
    /// list says nothing.
    private func list(_ services: [String], of step: PlannedStep) async throws -> [Replica] {
        let all = try await tools.replicas.list(services)
        guard case .roll(let roll) = step.action, roll.strategy?.value == .restart else { return all }
        var closer: [Replica] = []
        for one in all {
            guard let replica = try await tools.replicas.inspect(one.name) else { continue }
            closer.append(replica)
        }
        return closer
    }

    /// What the release wants of a step's services, in the order in which they roll.
    func wanted(by step: PlannedStep, in situation: Situation) async throws -> [Blueprint] {
        let named = try step.namedServices
        let wanted = try await tools.wanted(named, situation)
        if let missing = named.first(where: { name in !wanted.contains { $0.service == name } }) {
            throw RollFailure.unknownService(missing)
        }
        return try situation.plan.manifest.rollOrder(of: wanted.map(\.service)).compactMap { name in
            wanted.first { $0.service == name }
        }
    }
}

extension RollRecord.Standing {
    init(_ blueprint: Blueprint, _ replicas: [Replica], routes: [Route]) {
        let addresses = Set(replicas.flatMap(\.addresses.values))
        let entries = routes.filter { addresses.contains($0.host) }
        let isNamed = replicas.count { $0.isRunning && $0.isPublished }
        self.init(
            blueprint: blueprint,
            replicas: replicas.map { replica in
                var replica = replica
                replica.addresses = [:]
                return replica
            },
            serving: max(entries.count { $0.state == .admitted }, isNamed),
            weight: entries.map(\.weight).max(), port: entries.first?.port)
    }
}

extension Plan {
    /// The health that the manifest asks of a service's containers.
    func health(of service: String) -> Gate? {
        manifest.services.first { $0.name.value == service }?.value.health
    }
}

extension Manifest {
    /// Services in an order in which none comes before those that it comes `after:`; else as they were.
    func rollOrder(of services: [String]) throws -> [String] {
        var rest = services
        var order: [String] = []
        while !rest.isEmpty {
            let free = rest.firstIndex { service in
                let after = self.services.first { $0.name.value == service }?.value.after ?? []
                return !after.contains { rest.contains($0.value) && $0.value != service }
            }
            guard let free else { throw RollFailure.circle(rest) }
            order.append(rest.remove(at: free))
        }
        return order
    }
}

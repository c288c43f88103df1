internal import Basis
package import Ports
package import Updates

/// Rolls services on a target that replaces containers by itself: says what is wanted, and waits for it.
///
/// What stood before is in the journal; the way back goes to that, not to whatever the target remembers.
package struct WorkloadPerformer: Performer {
    private let platform: any Platform
    private let workloads: any Workloads
    private let wanted: @Sendable ([String], Situation) async throws -> [Blueprint]
    private let lay: @Sendable (Situation) async throws -> Void

    /// A performer for a target; `wanted` tells what the release at hand wants of services, of all that roll
    /// if none is named, and `lay` makes what they stand on.
    package init(
        _ platform: any Platform, _ workloads: any Workloads,
        wanted: @escaping @Sendable ([String], Situation) async throws -> [Blueprint],
        lay: @escaping @Sendable (Situation) async throws -> Void
    ) {
        (self.platform, self.workloads, self.wanted, self.lay) = (platform, workloads, wanted, lay)
    }

    /// Writes down what stands: what makes it, and how many there are.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let goals = try await goals(of: step, in: situation)
        let standing = try await platform.standing(of: goals.map(\.service))
        let record = WorkloadRecord(services: goals.map(\.service), standing: standing)
        let counts = standing.map { ("\($0.service).replicas", String($0.replicas)) }
        return try Evidence(facts: Dictionary(counts) { $1 }, recording: record)
    }

    /// Goes forward, from wherever it stands.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let record = try WorkloadRecord(situation.before, of: step)
        let goals = try await goals(of: step, in: situation)
        if step.bringsRelease { try await lay(situation) }
        let moves = try goals.map { goal in
            WorkloadMove(goal, try step.manner(of: goal, standing: record.standing(of: goal.service)))
        }
        try await lead(moves, in: situation)
        return Evidence(facts: [:])
    }

    /// A roll is nowhere written but in what stands: performing it again continues it.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// The target itself may go on meanwhile; what it comes to is seen when the step is performed again.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Goes back to what stood, from wherever it stands.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        guard situation.before != nil else { return }
        let record = try WorkloadRecord(situation.before, of: step)
        try await lead(
            record.standing.map { WorkloadMove($0, .rolling, isReturning: true) }, in: situation)
        // What was not there before goes: the services that the step alone brought.
        let added = record.services.filter { record.standing(of: $0) == nil }
        if !added.isEmpty { try await workloads.tidyUp(added, keeping: false, in: situation) }
    }

    /// Removes what is left over, whichever way the run ended.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        guard situation.before != nil, step.bringsRelease else { return }
        let record = try WorkloadRecord(situation.before, of: step)
        try await workloads.tidyUp(record.services, keeping: true, in: situation)
    }

    private func lead(_ moves: [WorkloadMove], in situation: Situation) async throws {
        do {
            try await workloads.lead(moves, in: situation)
        } catch let failure as WorkloadFailure {
            throw RollFailure.replica(
                name: failure.name, service: failure.service, why: failure.why,
                lastWords: failure.lastWords, isReturning: failure.isReturning)
        }
    }

    /// Where each service of the step is to be led, in the order in which the manifest has them roll.
    private func goals(of step: PlannedStep, in situation: Situation) async throws -> [Blueprint] {
        let named = try step.namedServices
        let all =
            step.bringsRelease
            ? try await wanted(named, situation) : try await platform.standing(of: named)
        if let missing = named.first(where: { name in !all.contains { $0.service == name } }) {
            throw RollFailure.unknownService(missing)
        }
        let order = try situation.plan.manifest.rollOrder(of: all.map(\.service))
        return order.compactMap { name in all.first { $0.service == name } }
    }
}

extension PlannedStep {
    /// Whether the step leads to what a release wants; else it does something with what stands.
    fileprivate var bringsRelease: Bool {
        guard case .roll(let roll) = action else { return false }
        switch roll.strategy?.value ?? .rolling {
        case .rolling, .recreate, .blueGreen, .canary: return true
        case .restart, .start, .stop: return false
        }
    }

    fileprivate func manner(
        of goal: Blueprint, standing: Blueprint?
    ) throws -> WorkloadMove.Manner {
        guard case .roll(let roll) = action else {
            guard case .scale(let scales) = action else { return .rolling }
            return .scale(try counts(of: scales)[goal.service] ?? goal.replicas)
        }
        switch roll.strategy?.value ?? .rolling {
        case .rolling: return .rolling
        case .recreate: return .recreate
        // A service that is not there yet has nobody to make way.
        case .blueGreen: return standing == nil ? .rolling : .blueGreen
        case .canary:
            let shares = roll.canary.map {
                WorkloadMove.Share(
                    percent: min(max($0.weight.value, 1), 100), lasting: $0.lasting?.value ?? .zero)
            }
            return standing == nil || shares.isEmpty ? .rolling : .canary(shares)
        case .restart: return .restart
        case .stop: return .scale(0)
        case .start: return .scale(max(standing?.replicas ?? 1, 1))
        }
    }
}

internal import Basis
internal import Ports
internal import Updates

/// Lets nothing irreversible begin outside the maintenance window, unless a person agrees (rule 34). What was
/// begun is never interrupted by it, and neither is the way back.
struct WindowKeeper: Performer {
    let performer: any Performer

    func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        try await performer.prepare(step, in: situation)
    }

    func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        if step.nature == .irreversible, situation.approval == nil, let now = situation.now,
            let opens = try OpenWindow(of: situation.plan.environment)?.opening(at: now)
        {
            throw Standstill.blocked(.window(opens: opens))
        }
        return try await performer.perform(step, in: situation)
    }

    func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer.observe(step, in: situation)
    }

    func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer.settle(step, in: situation)
    }

    func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        try await performer.reverse(step, in: situation)
    }

    func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        try await performer.tidyUp(step, in: situation)
    }
}

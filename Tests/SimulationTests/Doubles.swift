import Basis
import Ports
import Updates

@testable import Engine
@testable import Simulation

/// Looks on, and may do something about it.
struct Watcher: RunObserver {
    let note: @Sendable (Entry, Run) -> Void

    init(_ note: @escaping @Sendable (Entry, Run) -> Void) { self.note = note }

    func noted(_ entry: Entry, of run: Run) { note(entry, run) }
    func told(_ progress: Progress, by step: StepID) {}
    func warned(_ diagnostic: Diagnostic) {}
}

/// Does something after each act.
struct Saboteur: Performer {
    let performer: any Performer
    let deed: @Sendable () async throws -> Void

    func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        try await performer.prepare(step, in: situation)
    }

    func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let evidence = try await performer.perform(step, in: situation)
        try await deed()
        return evidence
    }

    func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        if case .timedOut(let why)? = situation.outcome { return .done(.timedOut(why)) }
        return try await performer.observe(step, in: situation)
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

/// Says of a step, as soon as it is through, that it no longer holds; the others take their time.
struct Turning: Performer {
    let performer: any Performer
    let step: StepID
    let why: Diagnostic

    func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        try await performer.prepare(step, in: situation)
    }

    func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        try await performer.perform(step, in: situation)
    }

    func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer.observe(step, in: situation)
    }

    func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer.settle(step, in: situation)
    }

    func watch(_ step: PlannedStep, in situation: Situation) async throws -> Diagnostic? {
        step.id == self.step ? why : nil
    }

    func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        try await performer.reverse(step, in: situation)
    }

    func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        try await performer.tidyUp(step, in: situation)
    }
}

extension StepID: ExpressibleByStringLiteral {
    /// A place, as tests write it.
    package init(stringLiteral text: String) { self.init(text) }
}

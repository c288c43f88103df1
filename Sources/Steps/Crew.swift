package import Basis
package import Ports
package import Updates

/// All who do steps, one for each kind: a step goes to the one who can do it.
package struct Crew: Performer {
    /// A kind of step, as playbooks name it.
    package enum Craft: String, Hashable, Sendable, CaseIterable {
        /// What deals with data.
        case backup, restore, verify, prune, migrate, sql
        /// What brings a release.
        case pull, build
        /// What changes containers.
        case roll, scale
        /// What runs, asks and tells.
        case command, http, notify, approve, probe
    }

    private let performers: [Craft: any Performer]

    /// Those who do the steps, by what they can do.
    package init(_ performers: [Craft: any Performer]) { self.performers = performers }

    /// Has the one who can do the step read what its way back will need.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        try await performer(for: step).prepare(step, in: situation)
    }

    /// Has the one who can do the step do it.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        try await performer(for: step).perform(step, in: situation)
    }

    /// Has the one who can do the step find out what became of it.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer(for: step).observe(step, in: situation)
    }

    /// Has the one who can do the step wait for it or end it.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer(for: step).settle(step, in: situation)
    }

    /// Has the one who can do the step watch what it left.
    package func watch(_ step: PlannedStep, in situation: Situation) async throws -> Diagnostic? {
        try await performer(for: step).watch(step, in: situation)
    }

    /// Has the one who can do the step take it back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        try await performer(for: step).reverse(step, in: situation)
    }

    /// Has the one who can do the step remove what it left over.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        try await performer(for: step).tidyUp(step, in: situation)
    }

    private func performer(for step: PlannedStep) throws -> any Performer {
        guard let performer = step.action.craft.flatMap({ performers[$0] }) else {
            throw CrewFailure.nobody(step: step.name)
        }
        return performer
    }
}

/// Nobody here does steps of this kind.
private enum CrewFailure: Diagnosable {
    case nobody(step: String)

    var diagnostic: Diagnostic {
        switch self {
        case .nobody(let step):
            Diagnostic(
                StepCode.notDoneHere, "no part of this Belay does the step `\(step)`", at: .thing(step))
        }
    }
}

extension Action {
    /// Who does it; nil for what is only the shape of a plan.
    fileprivate var craft: Crew.Craft? {
        switch self {
        case .backup: .backup
        case .restore: .restore
        case .pull: .pull
        case .build: .build
        case .migrate: .migrate
        case .roll: .roll
        case .scale: .scale
        case .command: .command
        case .sql: .sql
        case .http: .http
        case .notify: .notify
        case .approve: .approve
        case .probe: .probe
        case .verify: .verify
        case .prune: .prune
        case .call, .together, .always: nil
        }
    }
}

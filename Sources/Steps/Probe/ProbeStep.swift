internal import Basis
package import Ports
package import Updates

/// A step that is only a gate.
package struct ProbeStep: Performer {
    private let judge: any Judge

    /// With whoever judges.
    package init(_ judge: any Judge) { self.judge = judge }

    /// There is nothing to read.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence { Evidence() }

    /// Asks until it is clear. What was seen is the evidence.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        guard case .probe(let gate) = step.action else { throw WrongStep(step.name) }
        switch try await judge.judge(gate, after: step, in: situation) {
        case .passed(let seen, let warnings):
            for warning in warnings { situation.leash.tell(.said(warning.what)) }
            return Evidence(facts: ["seen": seen])
        case .failed(let why): throw why
        case .cancelled: throw CancellationError()
        }
    }

    /// Asking leaves nothing behind.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Asking leaves nothing behind.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// There is nothing to take back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// There is nothing to remove.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}
}

internal import Basis
package import Ports
package import Updates

/// Waits for a person: until one has agreed, the run is paused.
package struct ApproveStep: Performer {
    private let vault: any Vault

    /// With what fills the question.
    package init(vault: any Vault) { self.vault = vault }

    /// Fills the question once for nothing: a secret in it is refused before anybody is asked.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        _ = try await question(of: step, in: situation)
        return Evidence()
    }

    /// Who agreed is the evidence. Somebody who was not named has agreed to nothing.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let (action, message) = try await question(of: step, in: situation)
        let mayAnswer = { (user: String) in action.by.isEmpty || action.by.contains { $0.value == user } }
        guard let approval = situation.approval, mayAnswer(approval.user) else {
            let named = action.by.map(\.value).joined(separator: " or ")
            let asked = named.isEmpty ? message : "\(message) (\(named) may answer)"
            throw Standstill.blocked(.approval(step: step.id, message: asked))
        }
        var facts = ["by": approval.user, "host": approval.host]
        facts["ticket"] = approval.ticket
        return Evidence(facts: facts)
    }

    /// Asking leaves nothing behind.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Asking leaves nothing behind.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// There is nothing to take back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// There is nothing to remove.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}

    private func question(of step: PlannedStep, in situation: Situation) async throws -> (
        ApproveAction, String
    ) {
        guard case .approve(let action) = step.action else { throw WrongStep(step.name) }
        return (action, try await Fill(step, in: situation, vault: vault).words(action.message))
    }
}

internal import Basis
package import Ports
package import Updates

/// Proves a backup, and that it is young enough.
package struct VerifyStep: Performer {
    private let tools: DataMeans

    /// With these means.
    package init(_ tools: DataMeans) { self.tools = tools }

    /// Fills in what the step names.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        _ = try await wanted(step, situation)
        return Evidence()
    }

    /// Proves it.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let (word, method, maxAge) = try await wanted(step, situation)
        let setting = tools.setting(of: situation.plan)
        let leash = situation.leash
        let proof = try await Prover(setting).prove(
            word, by: method, as: step.maker(in: situation), maxAge: maxAge, deadline: situation.deadline
        ) { leash.tell($0) }
        return Evidence(facts: [
            "backup": proof.backup.id.text, "proved": proof.reached.rawValue,
            "age": BackupAge(milliseconds: proof.age).text,
        ])
    }

    /// Proving changes nothing.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Nothing goes on without us.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// There is nothing to take back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// Nothing is left over.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}

    private func wanted(_ step: PlannedStep, _ situation: Situation) async throws -> (
        word: String, method: Verification, maxAge: Duration?
    ) {
        guard case .verify(let action) = step.action else { throw WrongStep(step.name) }
        let fill = Fill(step, in: situation, vault: tools.vault)
        let word = if let backup = action.backup { try await fill.words(backup) } else { "latest" }
        let rules = situation.plan.manifest.backups
        let method = action.method?.value ?? rules?.verify?.value ?? .read
        switch action.maxAge {
        case nil: return (word, method, nil)
        case .value(let age): return (word, method, age.value)
        case .template(let template):
            let text = try await fill.words(template)
            guard let age = Duration(text: text) else {
                throw BackupFailure(.unusable, "`\(text)` is no length of time", at: step.name)
            }
            return (word, method, age)
        }
    }
}

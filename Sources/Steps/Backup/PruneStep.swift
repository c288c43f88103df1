internal import Basis
package import Ports
package import Updates

/// Removes backups that need not be kept.
package struct PruneStep: Performer {
    private let tools: DataMeans
    private let held: @Sendable () async throws -> [BackupID: String]

    /// With these means. `held` tells the backups that open runs need, and why.
    package init(
        _ tools: DataMeans, held: @escaping @Sendable () async throws -> [BackupID: String]
    ) {
        (self.tools, self.held) = (tools, held)
    }

    /// Refuses what is not pruned here.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        _ = try action(of: step)
        return Evidence()
    }

    /// Removes them, and tells how many stay.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let action = try action(of: step)
        let setting = tools.setting(of: situation.plan)
        var keep: Retention?
        if let within = action.keep {
            keep = Retention()
            keep?.within = within
        }
        let verdicts = try await BackupPruner(setting).prune(
            keep: keep, held: try await held(), by: situation.deadline)
        let gone = verdicts.filter { !$0.stays }
        for verdict in gone { situation.leash.tell(.said("removed the backup \(verdict.id)")) }
        return Evidence(facts: ["removed": "\(gone.count)", "kept": "\(verdicts.count - gone.count)"])
    }

    /// Doing it again removes nothing more.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Nothing goes on without us.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// What is gone is gone.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// Nothing is left over.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}

    private func action(of step: PlannedStep) throws -> PruneAction {
        guard case .prune(let action) = step.action,
            action.targets.allSatisfy({ $0.value == .backups })
        else { throw WrongStep(step.name) }
        return action
    }
}

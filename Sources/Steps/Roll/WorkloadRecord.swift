internal import Ports
internal import Updates

/// What a roll of workloads found, which is all that its way back needs.
struct WorkloadRecord: Hashable, Sendable, Codable {
    /// The services of the step, in the order in which they roll.
    let services: [String]
    /// Everything that made them, of those that were there.
    let standing: [Blueprint]

    init(services: [String], standing: [Blueprint]) {
        (self.services, self.standing) = (services, standing)
    }

    /// Reads what a journal kept.
    init(_ evidence: Evidence?, of step: PlannedStep) throws {
        guard let found = try evidence?.record(as: WorkloadRecord.self, of: step.name) else {
            throw RollFailure.noRecord(step: step.name)
        }
        self = found
    }

    func standing(of service: String) -> Blueprint? { standing.first { $0.service == service } }
}

internal import Basis
internal import Ports
internal import Updates

/// Records the release of a simulated run, or its refusal.
struct SimulatedKeeper: ReleaseKeeper {
    let process: SimulatedProcess

    func record(of opening: RunOpening, as run: Run, at time: Int64) async throws -> ReleaseRecord? {
        guard case .update(let release) = run.plan.purpose else { return nil }
        let isCommitted = run.standing == .committed
        guard isCommitted || run.failure?.cause == .gate else { return nil }
        return try await process.call {
            ReleaseRecord(
                release: release, run: opening.run, outcome: isCommitted ? .committed : .refused,
                services: [],
                blueprints: [:], revision: nil, checkout: nil, requester: opening.requester, time: time)
        }
    }
}

internal import Basis
internal import Ports
internal import Subprocesses

/// Whether whoever has a claim is still there. Docs/JournalFormat.md and rule 26 of the design say how.
struct HolderJudgement: Sendable {
    enum Verdict: Sendable {
        case alive
        case gone
        /// Only time can tell: gone if its claim stands as it does when this is over.
        case unsure(for: Duration)
    }

    let row: ClaimRow
    let holder: Holder
    let successor: Holder
    /// Milliseconds since the machine started.
    let uptime: Int64

    /// Judges, and ends a holder that is there but has not renewed its claim.
    func verdict() async -> Verdict {
        if holder == successor { return .gone }
        let process = ProcessIdentity(boot: holder.boot, number: holder.pid, started: holder.started)
        switch process.standing {
        case .dead: return .gone
        case .alive:
            guard isOverdue else { return .alive }
            // What cannot be killed by us finds its claim lost when it writes.
            _ = await process.end()
            return .gone
        case .unseen:
            if start(of: holder) == start(of: successor) { return isOverdue ? .gone : .alive }
            // This file is on a disk of ours. If the machine has started since, all that ran before is gone.
            return holder.host == successor.host ? .gone : .unsure(for: row.patience)
        }
    }

    private var isOverdue: Bool { uptime - row.renewed >= row.patience.inMilliseconds }

    /// Which start of the machine, without the world of processes that was seen from there.
    private func start(of holder: Holder) -> Substring { holder.boot.prefix { $0 != " " } }
}

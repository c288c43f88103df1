internal import Basis
package import Ports
package import Updates

extension RollPerformer {
    /// Removes what was parked, and gives those that serve their usual names.
    ///
    /// What runs is what was decided for, whichever way the run ended; so whatever rests is left over. The
    /// old side of blue-green is kept where the step says so, and what a step only stopped is no leftover.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        guard situation.before != nil else { return }
        let record = try RollRecord(situation.before, of: step)
        let services = record.services.map(\.blueprint.service)
        let all = try await tools.replicas.list(services)
        for standing in record.services {
            let tidying = Tidying(
                standing: standing, maker: maker(step, situation), keeps: step.keepsParked,
                removes: step.makesContainers)
            for act in tidying.acts(among: all.filter { $0.service == standing.blueprint.service }) {
                switch act {
                case .rename(let name, let other):
                    try await situation.leash.permit("rename \(name)", lasting: .seconds(30))
                    try await tools.replicas.rename(name, to: other)
                case .remove(let name):
                    try await situation.leash.permit("remove \(name)", lasting: .seconds(30))
                    try await tools.replicas.remove(name)
                }
            }
        }
    }
}

extension PlannedStep {
    /// Whether what was parked is wanted for a while: the old side of blue-green.
    var keepsParked: Bool {
        guard case .roll(let roll) = action, let keep = roll.keep else { return false }
        return keep.value > .zero
    }

    /// Whether the step makes containers, and therefore leaves others over.
    var makesContainers: Bool {
        guard case .roll(let roll) = action else { return true }
        switch roll.strategy?.value {
        case .restart, .start, .stop: return false
        default: return true
        }
    }
}

/// What is left to be done for one service once a run is over.
struct Tidying {
    /// A small act, by name.
    enum Act: Hashable {
        case rename(String, to: String)
        case remove(String)
    }

    let standing: RollRecord.Standing
    let maker: Passage.Maker
    let keeps: Bool
    let removes: Bool

    /// The acts in order: what is removed makes room for names.
    func acts(among all: [Replica]) -> [Act] {
        let running = Set(standing.running.map(\.id))
        let leftOver = all.filter { one in
            guard removes, !one.isRunning, !one.isRestarting else { return false }
            if one.run == maker.run { return true }
            // What rested before the run is ours to remove only if a run of ours parked it.
            return running.contains(one.id) ? !keeps : one.run != nil
        }
        var names = Set(all.map(\.name))
        let removals = leftOver.flatMap { one in
            names.remove(one.name)
            guard let due = due(one.name) else { return [Act.remove(one.name)] }
            return [Act.rename(one.name, to: due), .remove(due)]
        }
        let renames = all.filter { !leftOver.contains($0) }.compactMap { one -> Act? in
            guard let name = RunName(one.name), name.isOf(maker.run) else { return nil }
            // A side that is kept keeps the name of the run that parked it.
            if !one.isRunning, removes { return nil }
            let usual = usualName(of: one)
            guard names.insert(usual).inserted else { return nil }
            return .rename(one.name, to: usual)
        }
        return removals + renames
    }

    /// The name that it had before, or that the one in its place had, or the one that Compose would give.
    private func usualName(of one: Replica) -> String {
        let own = standing.replicas.first { $0.id == one.id }
        let before = own ?? standing.replicas.first { $0.slot == one.slot }
        if let name = before?.name, RunName(name) == nil { return name }
        return "\(maker.project)-\(one.service)-\(one.slot)"
    }

    /// As `Passage.dueName`: nothing is removed by a name that an older claim knows.
    private func due(_ name: String) -> String? {
        guard let parts = RunName(name), parts.isOf(maker.run) else {
            return "\(name)-\(maker.run).\(maker.epoch).0"
        }
        return parts.epoch == maker.epoch ? nil : parts.under(maker.epoch)
    }
}

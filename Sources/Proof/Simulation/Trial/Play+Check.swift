internal import Basis
internal import Engine
internal import Ports
internal import Updates

/// What must hold when nobody is at work.
extension Play {
    /// Whenever a run rests, the world is as the run says.
    func check(_ result: Result<RunEnding, any Error>, alone: Bool) {
        switch result {
        case .success(let ending): if alone { check(ending.run) }
        case .failure(let error as RunError): scene.ledger.accuse("its own journal is refused: \(error)")
        case .failure: break
        }
    }

    func finished(_ processes: [SimulatedProcess]) -> Report {
        let entries = scene.store.withState { $0.entries[opening.run] ?? [] }
        var standing: Standing?
        do {
            let run = try Run.replaying(opening.plan, entries.map(\.event))
            if case .ended(let end) = run.phase {
                standing = end
                check(run)
            } else {
                scene.ledger.accuse("the run is left \(run.standing.rawValue)")
            }
        } catch { scene.ledger.accuse("its own journal is refused: \(error)") }
        return Report(
            violations: [], standing: standing, entries: scene.ledger.entries,
            points: processes.first?.points ?? 0, processes: processes.count)
    }

    private func check(_ run: Run) {
        let now = scene.clock.uptime
        for step in run.steps where !step.isLast {
            guard let part = scene.target.part(step.id), part.manner != .free else { continue }
            if part.isRunning(now), !run.standing.isOpen, run.standing != .abandoned {
                scene.ledger.accuse("`\(step.step.name)` is still at work at the end")
            }
            let isFree = !step.isTouched || step.phase == .reversed
            if isFree, !part.isAtStart(now) {
                scene.ledger.accuse("`\(step.step.name)` stands, and the run says \(step.phase)")
            }
            switch (run.standing, step.phase) {
            case (.succeeded, .passed) where !part.isComplete(now):
                scene.ledger.accuse("`\(step.step.name)` passed, and is not done")
            case (.rolledBack, _) where !part.isAtStart(now), (.failed, _) where !part.isAtStart(now):
                scene.ledger.accuse("`\(step.step.name)` stands after the way back")
            default: break
            }
        }
    }
}

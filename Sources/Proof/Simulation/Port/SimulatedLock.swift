internal import Basis
internal import Ports
internal import Updates

/// The lock on the target as one process sees it.
struct SimulatedLock: TargetLock {
    /// Somebody who is alive has it.
    struct Held: Error {}

    /// What a successor waits beyond the claim: the longest act in flight.
    fileprivate static let longestAct = Duration.seconds(30)

    let process: SimulatedProcess
    let scene: Scene

    func claim(_ scope: Scope, by holder: Holder, after epoch: Epoch?, timeToLive: Duration)
        async throws -> Claim
    {
        let wait = try await process.call { try scene.wait(for: holder, timeToLive) }
        if wait > .zero { try await scene.clock.sleep(for: wait) }
        return try await process.call {
            guard try scene.wait(for: holder, timeToLive) == .zero else { throw Held() }
            return scene.target.withState { state in
                state.epoch = max(state.epoch, epoch?.number ?? 0) + 1
                (state.holder, state.renewed) = (holder, scene.clock.uptime)
                return Claim(scope: scope, holder: holder, epoch: Epoch(state.epoch))
            }
        }
    }

    func renew(_ claim: Claim) async throws {
        try await write(under: claim) { $0.renewed = scene.clock.uptime }
    }

    func release(_ claim: Claim) async throws {
        try await process.call {
            scene.target.withState { state in
                if state.epoch == claim.epoch.number { state.holder = nil }
            }
        }
    }

    func mark(_ run: RunMark?, under claim: Claim) async throws {
        try await write(under: claim) { $0.openRun = run }
    }

    func mark(_ release: ReleaseMark, under claim: Claim) async throws {
        try await write(under: claim) { $0.release = release }
    }

    private func write(under claim: Claim, _ change: (inout SimulatedTarget.State) -> Void) async throws {
        try await process.call {
            try scene.target.withState { state in
                guard state.epoch == claim.epoch.number, state.holder == claim.holder else {
                    throw Standstill.fenced("epoch \(state.epoch) has come")
                }
                change(&state)
            }
        }
    }
}

extension Scene {
    func isDead(_ holder: Holder) -> Bool { ledger.isDead(holder.pid) }

    /// How long to wait before the lock can be taken. Throws if its holder is alive.
    fileprivate func wait(for holder: Holder, _ timeToLive: Duration) throws -> Duration {
        try target.withState { state in
            guard let other = state.holder, !isDead(other) else { return .zero }
            let age = clock.uptime - state.renewed
            guard age >= timeToLive else { throw SimulatedLock.Held() }
            return max(.zero, timeToLive + SimulatedLock.longestAct - age)
        }
    }
}

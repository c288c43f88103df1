internal import Basis
package import Ports
package import Updates

/// The only loop: append the intent, perform, append the outcome, step.
///
/// A driver drives one run. A run that was cut off is made again from its journal and driven on; nothing of
/// it is kept anywhere else.
package struct Driver: Sendable {
    /// How long a claim holds without renewal. Long enough that no busy disk or network loses it, short
    /// enough that another machine need not wait for minutes when this one is gone.
    package static let timeToLive = Duration.seconds(60)
    /// Whose pauses are those of a signal.
    package static let signal = "signal"
    /// So many steps at work at once; what is due beyond waits its turn.
    package static let lanesAtMost = 8

    let journal: any Journal
    let lock: any TargetLock
    let identity: @Sendable () async throws -> TargetIdentity
    let performer: any Performer
    let judge: any Judge
    let keeper: any ReleaseKeeper
    let time: any Timekeeper
    let observer: any RunObserver
    let holder: Holder
    let timeToLive: Duration
    let interruption = Bell()

    /// A driver between a journal and a target; `holder` is this process. Where services take long to stop,
    /// the claim should hold for twice as long.
    package init(
        journal: any Journal, lock: any TargetLock,
        identity: @escaping @Sendable () async throws -> TargetIdentity, performer: any Performer,
        judge: any Judge, keeper: any ReleaseKeeper, time: any Timekeeper, observer: any RunObserver,
        holder: Holder, timeToLive: Duration = Driver.timeToLive
    ) {
        (self.journal, self.lock, self.identity) = (journal, lock, identity)
        (self.performer, self.judge, self.keeper) = (performer, judge, keeper)
        (self.time, self.observer, self.holder) = (time, observer, holder)
        self.timeToLive = timeToLive
    }

    /// Finishes the small acts at hand and pauses. May be called from any thread, as soon as a signal comes;
    /// the task that drives the run is not to be cancelled.
    package func interrupt() { interruption.ring() }

    /// Begins a run and drives it until it is over or waits for somebody.
    ///
    /// Throws `EngineError`, or what journal and lock throw when somebody else holds the claim. When nothing
    /// was begun yet, nothing was touched.
    package func start(_ opening: RunOpening) async throws -> RunEnding {
        let run = try Run(opening.plan)
        try await refuseOtherTarget(than: opening.plan.world.identity)
        return try await claiming(opening.scope) { claims in
            let latest = try await journal.runs(of: opening.scope, limit: 1).first
            if let latest, latest.standing.isOpen { throw EngineError.openRun(latest) }
            try await journal.begin(opening, under: claims.journal)
            let drive = Drive(driver: self, opening: opening, run: run, claims: claims)
            return try await drive.taken(by: opening.requester, asking: nil)
        }
    }

    /// Takes up a run that was cut off or waits, and drives it on. With a request, what it asks comes first;
    /// without one, a run that waits goes on waiting.
    ///
    /// Throws as `start` does, and `RunError` for a journal that tells what cannot have happened.
    package func resume(_ id: RunID, by requester: Requester, asking request: Request? = nil)
        async throws -> RunEnding
    {
        let opening = try await journal.opening(of: id)
        guard opening.machine == Run.machine else {
            throw EngineError.otherMachine(id, machine: opening.machine, binary: opening.binary)
        }
        try await refuseOtherTarget(than: opening.plan.world.identity)
        return try await claiming(opening.scope) { claims in
            let entries = try await journal.entries(of: id, after: 0)
            let run = try Run.replaying(opening.plan, entries.map(\.event))
            if case .ended(let standing) = run.phase { throw EngineError.runOver(id, standing) }
            // Whoever slept between taking the claim and reading may find a successor in what is read.
            if let later = run.epoch, later >= claims.epoch {
                throw EngineError.claimLost(id, why: "epoch \(later) has come since \(claims.epoch)")
            }
            var drive = Drive(driver: self, opening: opening, run: run, claims: claims)
            drive.remember(entries)
            return try await drive.taken(by: requester, asking: request)
        }
    }

    private func refuseOtherTarget(than wanted: TargetIdentity) async throws {
        let found = try await identity()
        guard found.isSame(as: wanted) else { throw EngineError.otherTarget(wanted: wanted, found: found) }
    }
}

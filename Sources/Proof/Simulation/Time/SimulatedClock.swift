package import Basis
internal import Ports

/// Time that goes on only when nothing is left to do.
package final class SimulatedClock: Timekeeper {
    private struct Sleeper {
        let number: Int
        let end: Duration
        let continuation: UnsafeContinuation<Void, any Error>
    }

    private struct State {
        var uptime = Duration.seconds(1000)
        var offset: Int64 = 1_700_000_000_000
        var sleepers: [Sleeper] = []
        var count = 0
    }

    private let state = Guarded(State())
    private let origin = ContinuousClock.now

    /// A clock of a machine that started a while ago.
    package init() {}

    /// The time of day.
    package var now: Int64 {
        state.withLock { $0.offset + Int64($0.uptime / .milliseconds(1)) }
    }

    /// Time since the machine started.
    package var uptime: Duration { state.withLock { $0.uptime } }

    /// A deadline that only this clock understands.
    package func deadline(after duration: Duration) -> Deadline {
        Deadline(at: origin.advanced(by: uptime + duration))
    }

    /// What is left until a deadline that this clock made.
    package func remaining(until deadline: Deadline) -> Duration {
        origin.duration(to: deadline.instant) - uptime
    }

    /// Moves the time of day, as an administrator does, without touching deadlines.
    package func jump(by milliseconds: Int64) { state.withLock { $0.offset += milliseconds } }

    /// Waits for a moment of this clock.
    package func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if Task.isCancelled { return true }
                    let end = state.uptime + duration
                    state.sleepers.append(.init(number: number, end: end, continuation: continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            take { $0.number == number }?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Goes on to the next moment that somebody waits for; false if nobody does.
    func goOn() -> Bool {
        let next = state.withLock { state -> Sleeper? in
            guard
                let index = state.sleepers.indices.min(by: {
                    (state.sleepers[$0].end, $0) < (state.sleepers[$1].end, $1)
                })
            else { return nil }
            let sleeper = state.sleepers.remove(at: index)
            state.uptime = max(state.uptime, sleeper.end)
            return sleeper
        }
        next?.continuation.resume()
        return next != nil
    }

    private func take(_ isMeant: (Sleeper) -> Bool) -> Sleeper? {
        state.withLock { state in
            state.sleepers.firstIndex(where: isMeant).map { state.sleepers.remove(at: $0) }
        }
    }
}

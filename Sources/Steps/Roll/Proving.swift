internal import Basis
internal import Ports
internal import Updates

/// How a container proves itself, and is watched from then on.
struct Proving: Sendable {
    /// One answer.
    enum Answer: Hashable, Sendable {
        case well
        case unwell(String)
        /// Nothing better will come.
        case lost(String)
    }

    /// What `within:` is where nobody says: five minutes cover every start that anybody waits for.
    static let usualPatience = Duration.seconds(300)
    /// How long a container without any check must run: what fails at its start has failed by then.
    static let blindSoak = Duration.seconds(2)
    /// Between two tries in the first two seconds, in the first ten, and then at most.
    private static let pauses = (quick: Duration.milliseconds(25), brisk: Duration.milliseconds(100))
    /// Nothing that serves is asked more often.
    private static let watchPause = Duration.seconds(1)

    let patience: Patience
    /// How long it must go on passing before it is admitted.
    let soak: Duration
    let time: any Timekeeper
    let ask: @Sendable () async -> Answer

    /// Asks until the task is cancelled or there is a final verdict, and tells what becomes of it.
    ///
    /// Who serves already has proved itself before.
    func run(isServing: Bool, tell: @Sendable (Passage.Proof) -> Void) async throws {
        if !isServing {
            let end = time.uptime + (patience.within ?? Proving.usualPatience)
            repeat {
                tell(.asking)
                guard try await passes(by: end, tell: tell) else { return }
                tell(.ready)
            } while try await !soaks(tell: tell)
        }
        tell(.proved)
        try await watch(tell: tell)
    }

    private var every: Duration { patience.every ?? .seconds(1) }

    /// Whether it passes so many times in a row in time.
    private func passes(by end: Duration, tell: @Sendable (Passage.Proof) -> Void) async throws -> Bool {
        let start = time.uptime
        var count = 0
        while true {
            var why = ""
            switch await ask() {
            case .well: count += 1
            case .unwell(let reason): (count, why) = (0, reason)
            case .lost(let reason):
                tell(.failed(reason))
                return false
            }
            try Task.checkCancellation()
            if count >= patience.passes ?? 1 { return true }
            if time.uptime >= end {
                let bound = (patience.within ?? Proving.usualPatience).text
                tell(.failed("it was not ready within \(bound)\(why.isEmpty ? "" : ": \(why)")"))
                return false
            }
            let age = time.uptime - start
            let pause =
                count > 0
                ? every
                : age < .seconds(2)
                    ? Proving.pauses.quick : age < .seconds(10) ? Proving.pauses.brisk : .seconds(1)
            try await time.sleep(for: min(pause, every, end - time.uptime))
        }
    }

    /// Whether it goes on passing for as long as it must; one failure begins anew.
    private func soaks(tell: @Sendable (Passage.Proof) -> Void) async throws -> Bool {
        let end = time.uptime + soak
        while time.uptime < end {
            try await time.sleep(for: min(every, end - time.uptime))
            switch await ask() {
            case .well: continue
            case .unwell: return false
            case .lost(let reason):
                tell(.failed(reason))
                throw CancellationError()
            }
        }
        return true
    }

    private func watch(tell: @Sendable (Passage.Proof) -> Void) async throws {
        let limit = patience.fails ?? 3
        var failures = 0
        while true {
            try await time.sleep(for: max(every, Proving.watchPause))
            switch await ask() {
            case .well: failures = 0
            case .unwell(let reason):
                failures += 1
                if failures >= limit { return tell(.failed("\(failures) checks in a row failed: \(reason)")) }
            case .lost(let reason): return tell(.failed(reason))
            }
        }
    }
}

internal import Basis
internal import Updates

/// How long things may take where nobody said otherwise (rule 31).
enum Allowance {
    /// Reading what the way back needs, or what became of an attempt: some questions to the target.
    static let reading = Duration.seconds(120)
    /// Removing leftovers: what is not gone by then, a later run removes.
    static let tidying = Duration.seconds(300)
    /// Writing down a release: some questions to the target.
    static let recording = Duration.seconds(120)
    /// A gate that says nothing, and what a gate's own bound may be exceeded by before it is cut.
    static let gate = Duration.seconds(300)
    static let gateMargin = Duration.seconds(30)
    /// What heeds its deadline has ended by then; what does not is cancelled.
    static let grace = Duration.seconds(30)
    /// Watching what a step left: longer than any run that is not waiting for somebody.
    static let watch = Duration.seconds(86_400)
    /// Between two tries of anything, doubled each time up to a bound, where the playbook gives no delay.
    static let pause = Duration.seconds(5)
    static let longestPause = Duration.seconds(40)
    /// Looking for what became of an attempt: so often before it counts as unclear.
    static let looks = 5
    /// Writing down a release: so often before the run goes on without.
    static let records = 3

    /// How long an intent may take.
    static func of(_ intent: Intent, _ step: PlannedStep?) -> Duration {
        guard let step else { return recording }
        switch intent {
        case .decide, .prepare, .observe: return reading
        case .perform, .settle, .reverse: return step.timeout ?? usual(step.action)
        case .judge: return bound(of: step.gate)
        case .tidyUp: return tidying
        case .record, .commit, .finish: return recording
        }
    }

    /// How long to wait before an intent is done.
    static func delay(before intent: Intent, of step: PlannedStep?) -> Duration {
        switch intent {
        case .perform(_, let attempt): delay(before: attempt, asked: step?.retry?.delay?.value)
        case .reverse(_, let attempt): delay(before: attempt)
        case .decide, .prepare, .observe, .settle, .judge, .record, .tidyUp, .commit, .finish: .zero
        }
    }

    /// How long to wait before an attempt; the first begins at once.
    static func delay(before attempt: Int, asked: Duration? = nil) -> Duration {
        guard attempt > 1 else { return .zero }
        // The number comes from a journal, which may be anybody's.
        return asked ?? min(pause * (1 << min(attempt - 2, 6)), longestPause)
    }

    /// Hours for what moves data, as a database may be large; minutes for what only asks.
    private static func usual(_ action: Action) -> Duration {
        switch action {
        case .backup, .restore, .verify: .seconds(4 * 3600)
        case .build, .migrate, .roll, .scale, .pull: .seconds(3600)
        case .probe(let gate): bound(of: gate)
        case .command, .sql, .prune, .call, .together, .always: .seconds(1800)
        case .http, .notify, .approve: .seconds(120)
        }
    }

    private static func bound(of gate: Gate?) -> Duration {
        guard let patience = gate?.patience else { return Allowance.gate }
        let said = (patience.within ?? .zero) + (patience.lasting ?? .zero)
        return max(said, Allowance.gate) + gateMargin
    }
}

/// What the tries of a gate come to so far: a fold of answers, with the moments told to it.
///
/// A gate first looks for `passes` in a row; then, if it is to keep looking, it looks `for` so long. Moments
/// are counted from the gate's beginning.
package struct GateProgress: Hashable, Sendable {
    /// What a gate comes to.
    package enum Decision: Hashable, Sendable {
        /// It held.
        case passed
        /// It failed so many times in a row.
        case failedInARow(Int)
        /// It failed more often than is forgiven.
        case failedTooOften(Int)
        /// Its time is over.
        case outOfTime
    }

    /// Failures in a row that decide where nothing else is said: two can be bad luck.
    package static let failsByDefault = 3
    /// From one try to the next where nothing else is said.
    package static let everyByDefault = Duration.seconds(1)
    /// For one try where nothing else is said: an answer that takes longer is as good as none.
    package static let timeoutByDefault = Duration.seconds(2)
    /// For a gate that says neither `within` nor `for` and neither passes nor fails.
    package static let longest = Duration.seconds(600)

    /// How many were asked, and how many of them failed.
    package private(set) var tries = 0, failures = 0
    private var passesInARow = 0
    private var failsInARow = 0
    /// Failures since it began to matter how many there are.
    private var counted = 0
    /// Since when it keeps looking.
    private var goodSince: Duration?
    private let patience: Patience

    /// The beginning of a gate with this patience.
    package init(_ patience: Patience) { self.patience = patience }

    /// What is left of the gate's own time at a moment.
    package func left(at moment: Duration) -> Duration { max(.zero, end - moment) }

    /// When the next try begins after one that began at a moment.
    package func next(after moment: Duration) -> Duration {
        let usual = moment + every
        // The last look is at the very end, not somewhere after it.
        guard let last = goodSince.flatMap({ since in patience.lasting.map { since + $0 } }), moment < last
        else { return min(usual, end) }
        return min(usual, last)
    }

    /// Takes an answer that came at a moment; what the gate comes to, once that is clear.
    package mutating func take(_ holds: Bool, at moment: Duration) -> Decision? {
        tries += 1
        return holds ? passed(at: moment) : failed()
    }

    /// What it comes to by the mere passing of time.
    package func overdue(at moment: Duration) -> Decision? { moment >= end ? .outOfTime : nil }

    private mutating func passed(at moment: Duration) -> Decision? {
        (passesInARow, failsInARow) = (passesInARow + 1, 0)
        if goodSince == nil, passesInARow >= patience.passes ?? 1 { goodSince = moment }
        guard let goodSince else { return nil }
        return moment >= goodSince + (patience.lasting ?? .zero) ? .passed : nil
    }

    private mutating func failed() -> Decision? {
        (passesInARow, failsInARow, failures) = (0, failsInARow + 1, failures + 1)
        // While there is a bound in which it may become good, failing is no news.
        let matters = goodSince != nil || patience.within == nil
        if matters { counted += 1 }
        if let tolerate = patience.tolerate, counted > tolerate { return .failedTooOften(counted) }
        let fails =
            patience.fails ?? (matters && patience.tolerate == nil ? GateProgress.failsByDefault : nil)
        return fails.map { failsInARow >= $0 } == true ? .failedInARow(failsInARow) : nil
    }

    private var every: Duration { patience.every ?? GateProgress.everyByDefault }

    /// When it is decided at the latest. What fails at the very end may still fail often enough to be sure.
    private var end: Duration {
        guard let goodSince else {
            return patience.within ?? (patience.lasting ?? .zero) + GateProgress.longest
        }
        let slack = patience.lasting == nil ? 0 : (patience.fails ?? GateProgress.failsByDefault)
        let timeout = patience.timeout ?? GateProgress.timeoutByDefault
        return goodSince + (patience.lasting ?? .zero) + max(every, timeout) * slack
    }
}

internal import Basis
internal import Ports

/// How long the claims are surely ours. Renewals move the end; a lost claim ends it at once.
final class Lease: Sendable {
    let timeToLive: Duration
    private let time: any Timekeeper
    private let end: Guarded<Duration>

    init(for timeToLive: Duration, since moment: Duration, by time: any Timekeeper) {
        (self.timeToLive, self.time) = (timeToLive, time)
        end = Guarded(moment + timeToLive)
    }

    /// Both claims were renewed; the asking began at this moment.
    func renewed(at moment: Duration) { end.withLock { $0 = max($0, moment + timeToLive) } }

    /// A claim was lost: nothing is permitted any more.
    func lose() { end.withLock { $0 = .zero } }

    var isOver: Bool { remaining <= .zero }

    /// Throws if an act that takes so long could still be at work when another holder may begin (rule 26).
    ///
    /// An act longer than half a claim would never be permitted. It counts as that long: a successor waits
    /// out the longest act on top of the claim, and destructive calls carry the epoch in the name.
    func permit(_ act: String, lasting bound: Duration) throws {
        let needed = min(bound, timeToLive / 2)
        guard remaining < needed else { return }
        throw Standstill.fenced("`\(act)` may take \(needed.text), and the claim is sure for less than that")
    }

    private var remaining: Duration { end.withLock { $0 } - time.uptime }
}

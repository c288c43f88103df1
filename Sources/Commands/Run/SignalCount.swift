internal import Basis

/// Tells the first signal from those behind it.
///
/// One Ctrl-C can arrive twice, from the terminal and from a wrapper that passes it on: what comes at once
/// counts as one.
final class SignalCount: Sendable {
    private static let echo = Duration.milliseconds(500)

    private let first = Guarded<ContinuousClock.Instant?>(nil)

    /// What a signal that comes now means.
    enum Meaning { case first, echo, again }

    /// Notes a signal.
    func heard() -> Meaning {
        first.withLock { first in
            let now = ContinuousClock.now
            guard let begin = first else {
                first = now
                return .first
            }
            return begin.duration(to: now) < SignalCount.echo ? .echo : .again
        }
    }
}

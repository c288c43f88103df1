/// A moment after which nobody waits any more.
///
/// There is no endless one: whoever waits says for how long. The clock goes on while the machine is
/// suspended.
package struct Deadline: Hashable, Sendable, Comparable {
    /// The moment itself.
    package let instant: ContinuousClock.Instant

    /// A deadline at a given moment.
    package init(at instant: ContinuousClock.Instant) { self.instant = instant }

    /// No machine runs longer than ten years; the clock traps when asked to sleep for some centuries, and a
    /// duration that somebody wrote must not lead there.
    private static let furthest = Duration.seconds(10 * 365 * 86_400)

    /// A deadline so long from now, at most ten years.
    package static func after(_ duration: Duration) -> Deadline {
        Deadline(at: .now.advanced(by: min(duration, furthest)))
    }

    /// What is left; zero once it has passed.
    package var remaining: Duration { max(.zero, ContinuousClock.now.duration(to: instant)) }

    /// Whether the moment is over.
    package var hasPassed: Bool { ContinuousClock.now >= instant }

    /// Orders by moment: the smaller one comes first.
    package static func < (left: Deadline, right: Deadline) -> Bool { left.instant < right.instant }
}

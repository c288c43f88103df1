internal import FoundationEssentials

/// A moment as records keep it and people read it: in UTC, because a journal travels.
struct Moment: Hashable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970.
    let milliseconds: Int64

    /// `2026-11-25T21:03:21Z`.
    var description: String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
    }

    /// What lies between two moments, for people: `3m 4s`.
    func since(_ earlier: Moment) -> Duration { .milliseconds(max(0, milliseconds - earlier.milliseconds)) }
}

internal import Basis
internal import FoundationEssentials
internal import Ports

/// The clocks of this machine.
struct SystemTime: Timekeeper {
    var now: Int64 { Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)) }

    // The system counts from its start, also while it sleeps.
    var uptime: Duration { ContinuousClock().systemEpoch.duration(to: .now) }

    func deadline(after duration: Duration) -> Deadline { .after(duration) }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

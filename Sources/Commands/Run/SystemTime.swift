internal import Basis
internal import Glibc
internal import Ports

/// The clocks of this machine.
struct SystemTime: Timekeeper {
    var now: Int64 {
        let time = SystemTime.reading(of: CLOCK_REALTIME)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    var uptime: Duration {
        let time = SystemTime.reading(of: CLOCK_BOOTTIME)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    func deadline(after duration: Duration) -> Deadline { .after(duration) }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }

    private static func reading(of clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}

internal import Glibc
internal import Ports

extension Situation {
    /// How long ago this step's turn came, by the clock of the day; nil where that is not known.
    var age: Duration? {
        guard let now else { return nil }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let passed = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 - now
        return .milliseconds(max(1000, passed))
    }
}

import Glibc

/// One line to the log.
///
/// Standard error has no buffer, so nothing is lost in a crash.
func say(_ line: String) {
    let bytes = Array("testapp: \(line)\n".utf8)
    _ = write(2, bytes, bytes.count)
}

/// Sleeps so long, whatever interrupts it.
func pause(seconds: Double) {
    guard seconds > 0 else { return }
    let bounded = min(seconds, 86_400)
    var wish = timespec(tv_sec: Int(bounded), tv_nsec: Int((bounded - bounded.rounded(.down)) * 1e9))
    var left = wish
    while nanosleep(&wish, &left) != 0, errno == EINTR { wish = left }
}

/// Seconds on a clock that only goes forward.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

import Glibc

/// Signals that are waited for instead of interrupting.
struct SignalWait {
    private var signals = sigset_t()

    /// Blocks the signals in this thread and in those it makes from now on.
    init(_ numbers: Int32...) {
        sigemptyset(&signals)
        for number in numbers { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Waits for one of them; false if the time is over first.
    ///
    /// Without a time it waits for ever.
    func arrives(within seconds: Double?) -> Bool {
        let end = seconds.map { now() + min($0, 86_400) }
        while true {
            var signals = signals
            guard let end else {
                if sigwaitinfo(&signals, nil) > 0 { return true }
                continue
            }
            let left = max(0, end - now())
            var bound = timespec(tv_sec: Int(left), tv_nsec: Int((left - left.rounded(.down)) * 1e9))
            if sigtimedwait(&signals, nil, &bound) > 0 { return true }
            if errno == EAGAIN { return false }
        }
    }
}

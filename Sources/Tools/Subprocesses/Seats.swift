internal import Basis
internal import Glibc

/// How many programs a launcher may have at once, and has.
final class Seats: Sendable {
    let count: Int
    private let taken = Guarded(0)

    /// At most so many, and fewer where the system lets us open little.
    init(atMost count: Int) {
        var files = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0
        // A start has up to eight descriptors open (three pipes, a folder, the pidfd), of which four stay.
        let affordable = isKnown ? Int(clamping: files.rlim_cur) / 8 : count
        self.count = max(1, min(count, affordable))
    }

    /// False when none is left.
    func take() -> Bool {
        taken.withLock { taken in
            guard taken < count else { return false }
            taken += 1
            return true
        }
    }

    /// Gives one back.
    func leave() { taken.withLock { $0 -= 1 } }
}

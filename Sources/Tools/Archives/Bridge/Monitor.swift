internal import Glibc

/// A lock that a thread can wait in.
///
/// `@unchecked Sendable`: both handles are made in `init`, destroyed in `deinit`, and used in between only
/// through calls that POSIX declares safe from any thread.
final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Does something alone.
    func alone<Result>(_ body: () throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Lets others in until one of them calls `wake`. Only from within `alone`, only on a thread of our own.
    func wait() { pthread_cond_wait(changed, mutex) }

    /// Wakes whoever waits.
    func wake() { pthread_cond_broadcast(changed) }
}

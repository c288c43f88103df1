internal import Glibc

/// A value that one thread at a time may use.
///
/// As `Synchronization.Mutex`, on a lock that the thread sanitizer understands:
/// `Docs/Decisions/054-a-lock-the-sanitizer-sees.md` says why.
///
/// `@unchecked Sendable`: the value is touched only between taking and giving back the lock, which is made in
/// `init`, destroyed in `deinit` and never leaves this type.
package final class Guarded<Value: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var value: Value

    /// Guards a value.
    package init(_ value: Value) {
        self.value = value
        let error = pthread_mutex_init(mutex, nil)
        Mistake.unless(error == 0, "an ordinary lock needs nothing that could be lacking")
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Does something with the value while nobody else can.
    ///
    /// Not to be entered again from within.
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}

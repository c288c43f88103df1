internal import CLinux
internal import Glibc

/// A thread of its own for a library that blocks; the cooperative pool never waits.
enum Worker {
    /// What zstd, the tree walk and a sanitizer's frames need together; only what is touched is paid for.
    private static let stackSize = 4 << 20

    /// Starts a thread that does `body` and ends. Its text encoding is UTF-8 whatever the process has: the
    /// library converts names through it.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let job = Unmanaged.passRetained(Job(name: name, body: body))
        var thread = pthread_t()
        let failure = pthread_create(&thread, &attributes, { Worker.run($0) }, job.toOpaque())
        guard failure == 0 else {
            job.release()
            throw ArchiveError.system(doing: "start a thread", name: ArchiveName(name), number: failure)
        }
    }

    /// Does `body` on a thread of its own while the task suspends; returns when it has ended.
    static func perform<Result: Sendable>(
        _ name: String, _ body: @escaping @Sendable () -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { done in
            do {
                try start(name) { done.resume(returning: body()) }
            } catch {
                done.resume(throwing: error)
            }
        }
    }

    private final class Job: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let job = Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
        // Signals belong to whoever asked for them, which is never this thread.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, nil)
        linux_name_thread(job.name)
        let unicode = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
        if let unicode { uselocale(unicode) }
        job.body()
        if let unicode {
            // -1 is LC_GLOBAL_LOCALE, a cast that is not imported.
            uselocale(locale_t(bitPattern: -1))
            freelocale(unicode)
        }
        return nil
    }
}

internal import CLinux
internal import Glibc

/// The thread on which everything of one or several clients happens.
///
/// It lives as long as somebody holds it: clients do, and the bodies and conversations they handed out.
/// Making one costs a thread; clients that talk to many endpoints should share one.
package final class TransferThread: Sendable {
    let loop = TransferLoop()

    /// Starts the thread.
    ///
    /// Should the machine refuse it, every request fails with `http.out-of-memory`.
    package init() {
        var old = sigset_t()
        var all = sigset_t()
        sigfillset(&all)
        // Inherited by the new thread: signals are for the others, and a broken pipe is an error there, not a
        // signal.
        pthread_sigmask(SIG_SETMASK, &all, &old)
        defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
        var thread = pthread_t()
        let pointer = Unmanaged.passRetained(loop)
        let code = pthread_create(&thread, nil, { live($0) }, pointer.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            pointer.release()
            loop.close(.outOfMemory)
            loop.shutDown()
        }
    }

    deinit { loop.close(.closed) }

    /// Ends every transfer of every client on this thread, then the thread.
    package func close() { loop.close(.closed) }
}

private func live(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    linux_name_thread("http")
    Unmanaged<TransferLoop>.fromOpaque(pointer).takeRetainedValue().run()
    return nil
}

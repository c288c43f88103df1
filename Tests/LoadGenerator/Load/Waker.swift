internal import Glibc

/// Ends a wait from another thread.
final class Waker: Sendable {
    /// Readable once the wait should end, and from then on.
    let descriptor: Int32
    private let writer: Int32

    init() throws(LoadFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw LoadFailure(String(cString: strerror(errno))) }
        (descriptor, writer) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        close(descriptor)
        close(writer)
    }

    /// Ends the wait.
    func wake() { _ = write(writer, "!", 1) }
}

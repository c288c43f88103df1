internal import Glibc

/// An open file descriptor that is closed with its last owner, so that its number means the same file all the
/// while.
final class Descriptor: Sendable {
    let number: Int32

    /// Takes over an open descriptor.
    ///
    /// Those of the standard streams are moved up, so that no child's file action overwrites one that a later
    /// action still needs.
    init(takingOver number: Int32) throws(SystemError) {
        guard number <= 2 else {
            self.number = number
            return
        }
        let moved = fcntl(number, F_DUPFD_CLOEXEC, 3)
        let error = errno
        close(number)
        guard moved >= 0 else { throw SystemError("fcntl(F_DUPFD_CLOEXEC)", number: error) }
        self.number = moved
    }

    deinit { close(number) }

    /// Opens a path; the descriptor is never inherited.
    static func opening(_ path: String, _ flags: Int32) throws(SystemError) -> Descriptor {
        let number = open(path, flags | O_CLOEXEC)
        guard number >= 0 else { throw SystemError("open") }
        return try Descriptor(takingOver: number)
    }

    /// Makes reads and writes return at once.
    ///
    /// The other end of a pipe is another open file and is not affected.
    func setNonBlocking() throws(SystemError) {
        let flags = fcntl(number, F_GETFL)
        guard flags >= 0, fcntl(number, F_SETFL, flags | O_NONBLOCK) == 0 else {
            throw SystemError("fcntl(O_NONBLOCK)")
        }
    }
}

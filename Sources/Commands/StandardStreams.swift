internal import Glibc

/// What must hold of a process before it opens its first file.
package enum StandardStreams {
    /// Makes a reader that goes away an error of the write instead of the end of the process, and fills
    /// standard streams that the caller closed: otherwise the next file opened would become standard output.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor in STDIN_FILENO...STDERR_FILENO
        where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            _ = open("/dev/null", O_RDWR)
        }
    }
}

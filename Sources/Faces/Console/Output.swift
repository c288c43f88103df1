internal import Glibc
internal import Basis

/// One stream of text to the outside, written whole and never buffered.
///
/// Writing never throws and never ends a command: an update does not stop half-way because somebody closed a
/// pager. A reader that has gone away is the reader's decision and not a failure; anything else is kept in
/// `failure`.
package final class Output: Sendable {
    /// How long a reader that set the pipe to non-blocking may keep us waiting: a minute of silence is a dead
    /// reader.
    private static let patience: Int32 = 60_000

    private enum State {
        case open
        case readerGone
        case failed(Int32)
    }

    private let descriptor: Int32
    private let state = Guarded(State.open)

    /// Writes to a descriptor that stays the caller's to close.
    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// The process's standard output.
    package static func standardOutput() -> Output { Output(descriptor: STDOUT_FILENO) }
    /// The process's standard error.
    package static func standardError() -> Output { Output(descriptor: STDERR_FILENO) }

    /// Writes the text, all of it, unless the stream has failed or its reader has gone.
    package func write(_ text: String) {
        state.withLock { state in
            guard case .open = state, !text.isEmpty else { return }
            var text = text
            state = text.withUTF8 { Output.write(UnsafeRawBufferPointer($0), to: descriptor) }
        }
    }

    /// What the system said when a write failed; nil while all is well, also when the reader has gone.
    package var failure: String? {
        state.withLock { state in
            guard case .failed(let code) = state else { return nil }
            return String(cString: strerror(code))
        }
    }

    /// Whether a terminal is at the other end.
    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// How many columns the terminal at the other end says it has; nil where there is none, or no answer.
    package var columns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> State {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(
                descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written >= 0 {
                rest = rest.dropFirst(written)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN where waitUntilWritable(descriptor): continue
            case EPIPE: return .readerGone
            case let code: return .failed(code)
            }
        }
        return .open
    }

    private static func waitUntilWritable(_ descriptor: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let ready = poll(&request, 1, patience)
        return ready > 0 || (ready < 0 && errno == EINTR)
    }
}

/// How a program ended by itself or by a signal: data, not an error.
package enum Exit: Hashable, Sendable {
    /// It ended with this code.
    case exited(code: Int32)
    /// This signal ended it.
    case signalled(signal: Int32)

    /// Whether it ended with code 0.
    package var isSuccess: Bool { self == .exited(code: 0) }

    /// Reads the status that `waitpid` gives.
    init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited(code: (status >> 8) & 0xff) : .signalled(signal: signal)
    }
}

extension Exit: CustomStringConvertible {
    /// `exit code 3`, `signal 9`.
    package var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "signal \(signal)"
        }
    }
}

internal import Basis

/// What is known of a program once it and its group are gone.
struct Ended: Sendable {
    enum Fate: Sendable {
        case exit(Exit)
        /// Somebody else took the exit status, or the system lost it.
        case unknown(SystemError)
        /// It hangs in the kernel.
        case survives(group: Int32)
    }

    let fate: Fate
    let order: EndOrder?
    let input: InputFeeder.End
    let allowance: Duration
    let command: String

    /// How it ended, or why it had to be ended.
    func exit(said: String = "") throws(SubprocessError) -> Exit {
        if case .survives(let group) = fate { throw .survived(command: command, group: group) }
        if case .failed(let why) = input { throw .inputFailed(command: command, why: why) }
        switch order {
        case .timedOut: throw .timedOut(command: command, after: allowance, said: said)
        case .cancelled: throw .cancelled(command: command)
        case .outputTooLong(let limit): throw .outputTooLong(command: command, limit: limit)
        case .inputFailed(let why): throw .inputFailed(command: command, why: why)
        case .refused(let call, let why): throw .refused(command: command, call: call, why: why)
        case .stopped, nil: break
        }
        switch fate {
        case .exit(let exit): return exit
        case .unknown(let error): throw .refused(command: command, call: error.call, why: error.why)
        case .survives(let group): throw .survived(command: command, group: group)
        }
    }
}

package import Basis

/// Why a program was not run to its end.
///
/// Its exit code alone never is an error of `run`.
package enum SubprocessError: Error, Hashable, Sendable {
    /// No such program at the path, or in any of the folders searched.
    case notFound(command: String, searched: [String])
    /// There is a file, but it cannot be run.
    case notExecutable(command: String, path: String, why: String)
    /// The folder to run in is missing, or is none.
    case directoryUnusable(command: String, directory: String, why: String)
    /// The system does not pass on so many bytes of arguments and environment.
    case argumentsTooLong(command: String)
    /// A word that no program can receive, such as one with a NUL in it.
    case unusableWord(command: String, what: String)
    /// The deadline passed; the group was ended and is gone.
    case timedOut(command: String, after: Duration, said: String)
    /// The task that waited was cancelled; the group was ended and is gone.
    case cancelled(command: String)
    /// The program said more than its capture allows; the group was ended and is gone.
    case outputTooLong(command: String, limit: ByteCount)
    /// The stream behind standard input failed; the group was ended and is gone.
    case inputFailed(command: String, why: String)
    /// The program ended, but not as whoever asked needs it to.
    case unsuccessful(command: String, exit: Exit, said: String)
    /// Something of the group outlived SIGKILL: it hangs in the kernel.
    case survived(command: String, group: Int32)
    /// The launcher already has as many programs as it may.
    case tooManyAtOnce(command: String, limit: Int)
    /// The system refused something that it normally grants.
    case refused(command: String, call: String, why: String)
}

internal import Basis

/// The stable codes of running programs.
package enum SubprocessCode: String, CaseIterable, DiagnosticCode {
    /// See `summary`.
    case notFound = "subprocess.not-found"
    /// See `summary`.
    case notExecutable = "subprocess.not-executable"
    /// See `summary`.
    case directoryUnusable = "subprocess.directory-unusable"
    /// See `summary`.
    case argumentsTooLong = "subprocess.arguments-too-long"
    /// See `summary`.
    case unusableWord = "subprocess.unusable-word"
    /// See `summary`.
    case timedOut = "subprocess.timed-out"
    /// See `summary`.
    case cancelled = "subprocess.cancelled"
    /// See `summary`.
    case outputTooLong = "subprocess.output-too-long"
    /// See `summary`.
    case inputFailed = "subprocess.input-failed"
    /// See `summary`.
    case unsuccessful = "subprocess.unsuccessful"
    /// See `summary`.
    case survived = "subprocess.survived"
    /// See `summary`.
    case tooManyAtOnce = "subprocess.too-many-at-once"
    /// See `summary`.
    case refused = "subprocess.refused"

    /// What the code means.
    package var summary: String {
        switch self {
        case .notFound: "A program that is to be run does not exist."
        case .notExecutable: "A file that is to be run as a program cannot be run."
        case .directoryUnusable: "The folder that a program is to run in does not exist or cannot be entered."
        case .argumentsTooLong: "A program's arguments and environment exceed what the system passes on."
        case .unusableWord: "An argument or an environment variable holds what no program can receive."
        case .timedOut: "A program was not done by its deadline and was ended with everything it had started."
        case .cancelled: "A program was ended, with everything it had started, because its run was cancelled."
        case .outputTooLong: "A program wrote more than was asked for and was ended."
        case .inputFailed:
            "What a program was to read could not be read to its end, so the program was ended."
        case .unsuccessful: "A program reported a failure, or was ended by a signal."
        case .survived: "A process went on after SIGKILL, because it hangs inside the kernel."
        case .tooManyAtOnce: "More programs were to run at once than we may have."
        case .refused: "The system refused to start or to watch a program."
        }
    }

    /// What to do next.
    package var remedy: String {
        switch self {
        case .notFound: "Install the program, or correct its path."
        case .notExecutable:
            "Make the file executable, and check that the interpreter in its first line exists."
        case .directoryUnusable: "Create the folder, or correct its path."
        case .argumentsTooLong: "Hand the data over in a file or on standard input instead."
        case .unusableWord: "Remove the NUL character, or correct the variable's name."
        case .timedOut: "Find out what it waited for, or allow it more time."
        case .cancelled: "Run it again when its result is wanted."
        case .outputTooLong: "Make the program quieter, or write its output to a file."
        case .inputFailed: "Put right what the input comes from, then run it again."
        case .unsuccessful: "Read what the program said, and run the command by hand if that is not enough."
        case .survived: "Look for a hanging disk or network mount (`ps` shows state D), then end the process."
        case .tooManyAtOnce: "Wait until some have ended, or raise the limit on open files (`ulimit -n`)."
        case .refused:
            "Check the limits on processes and open files (`ulimit -u`, `ulimit -n`) and free memory."
        }
    }
}

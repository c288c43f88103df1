package import Basis

extension SubprocessError: Diagnosable {
    // The last words matter, and a person reads no more than this of them.
    private static let charactersQuoted = 2000

    /// The error in words.
    package var diagnostic: Diagnostic {
        Diagnostic(code, what, at: .thing(command), why: why)
    }

    /// The stable code.
    package var code: SubprocessCode {
        switch self {
        case .notFound: .notFound
        case .notExecutable: .notExecutable
        case .directoryUnusable: .directoryUnusable
        case .argumentsTooLong: .argumentsTooLong
        case .unusableWord: .unusableWord
        case .timedOut: .timedOut
        case .cancelled: .cancelled
        case .outputTooLong: .outputTooLong
        case .inputFailed: .inputFailed
        case .unsuccessful: .unsuccessful
        case .survived: .survived
        case .tooManyAtOnce: .tooManyAtOnce
        case .refused: .refused
        }
    }

    /// The command that was, or was to be, run.
    package var command: String {
        switch self {
        case .notFound(let command, _), .notExecutable(let command, _, _),
            .directoryUnusable(let command, _, _),
            .argumentsTooLong(let command), .unusableWord(let command, _), .timedOut(let command, _, _),
            .cancelled(let command), .outputTooLong(let command, _), .inputFailed(let command, _),
            .unsuccessful(let command, _, _), .survived(let command, _), .refused(let command, _, _),
            .tooManyAtOnce(let command, _):
            command
        }
    }

    private var what: String {
        switch self {
        case .notFound(_, let searched):
            searched.isEmpty
                ? "the program does not exist"
                : "the program is in none of \(searched.joined(separator: ", "))"
        case .notExecutable(_, let path, _): "\(path) cannot be run"
        case .directoryUnusable(_, let directory, _): "the program cannot run in \(directory)"
        case .argumentsTooLong: "the arguments and the environment are longer than the system passes on"
        case .unusableWord(_, let what): what
        case .timedOut(_, let after, _): "the program was ended because it was not done after \(after.text)"
        case .cancelled: "the program was ended because nobody wanted its result any more"
        case .outputTooLong(_, let limit): "the program was ended because it said more than \(limit)"
        case .inputFailed: "the program was ended because what it was to read could not be read"
        case .unsuccessful(_, let exit, _): "the program ended with \(exit)"
        case .survived(_, let group): "processes of group \(group) go on after SIGKILL"
        case .tooManyAtOnce(_, let limit): "there are \(limit) programs already, and no more may run at once"
        case .refused(_, let call, _): "the system refused \(call)"
        }
    }

    private var why: String? {
        switch self {
        case .notExecutable(_, _, let why), .directoryUnusable(_, _, let why), .inputFailed(_, let why),
            .refused(_, _, let why):
            why
        case .timedOut(_, _, let said), .unsuccessful(_, _, let said):
            said.isEmpty ? nil : String(said.suffix(SubprocessError.charactersQuoted))
        default: nil
        }
    }
}

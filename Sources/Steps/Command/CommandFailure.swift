internal import Basis
internal import Ports
internal import Updates

/// Why a command did not do what its step is for.
enum CommandFailure: Error, Hashable, Sendable {
    /// It ended with a code; these were its last words.
    case ended(command: String, code: Int, said: String)
    /// It printed what it must not, or not what it must.
    case unexpected(command: String, flaw: String, said: String)
    /// It must run once, and an exec cannot promise that.
    case execOnce(step: String)
    /// A service has no container to run it in, or to make one after.
    case noContainer(service: Located<String>)
    /// These processes of an earlier attempt outlived SIGKILL.
    case survives(processes: [Int])
}

extension CommandFailure {
    /// Whether a command was heard to its end, and failed: then nothing is in doubt.
    static func isEnd(_ diagnostic: Diagnostic) -> Bool {
        [StepCode.commandFailed.rawValue, StepCode.unexpectedOutput.rawValue].contains(diagnostic.code)
    }
}

extension CommandFailure: Diagnosable {
    var diagnostic: Diagnostic {
        switch self {
        case .ended(let command, let code, let said):
            Diagnostic(
                StepCode.commandFailed, "the command ended with exit code \(code)", at: .thing(command),
                why: said.isEmpty ? nil : said)
        case .unexpected(let command, let flaw, let said):
            Diagnostic(
                StepCode.unexpectedOutput, flaw, at: .thing(command), why: said.isEmpty ? nil : said)
        case .execOnce(let step):
            Diagnostic(
                StepCode.execOnce, "`\(step)` may not run twice, and an exec may: nobody can find it again",
                at: .thing(step))
        case .noContainer(let service):
            Diagnostic(
                StepCode.noContainer, "the service `\(service.value)` has no container",
                at: .text(service.span, line: nil))
        case .survives(let processes):
            Diagnostic(
                StepCode.commandFailed,
                "processes of an earlier attempt go on after SIGKILL: "
                    + processes.map(String.init).joined(separator: ", "), at: .thing("this machine"),
                remedy: "Look for a hanging disk or network mount (`ps` shows state D), then end them.")
        }
    }
}

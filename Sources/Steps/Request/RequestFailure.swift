internal import Basis

/// Why a request did not do what its step is for.
enum RequestFailure: Error, Hashable, Sendable {
    /// There is no replica that could be asked.
    case nobody(step: String)
    /// The answer was not as it must be, or did not come.
    case refused(step: String, seen: String)
}

extension RequestFailure: Diagnosable {
    var diagnostic: Diagnostic {
        switch self {
        case .nobody(let step):
            Diagnostic(
                StepCode.requestFailed, "no replica of the service can be asked", at: .thing(step),
                remedy: "Look at `belay status`, and start the service or correct its name.")
        case .refused(let step, let seen):
            Diagnostic(
                StepCode.requestFailed, "the request was not answered as it must be", at: .thing(step),
                why: seen)
        }
    }
}

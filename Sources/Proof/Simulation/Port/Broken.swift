internal import Basis
internal import Updates

/// A call that failed.
enum Broken: Diagnosable {
    case before, after, refused

    var diagnostic: Diagnostic {
        let what =
            switch self {
            case .before: "the call failed"
            case .after: "the connection was lost"
            case .refused: "there is nothing of that name"
            }
        return Diagnostic(RunCode.unclear, what, at: .thing("the simulated target"))
    }
}

internal import Basis

/// A step was given to somebody who does another kind.
struct WrongStep: Diagnosable {
    private let name: String

    init(_ name: String) { self.name = name }

    var diagnostic: Diagnostic {
        Diagnostic(StepCode.notDoneHere, "`\(name)` is no step for whoever was given it", at: .thing(name))
    }
}

internal import Basis

/// Why a release cannot be had.
struct ReleaseFailure: Diagnosable, Hashable {
    private let code: StepCode
    private let name: String
    private let what: String
    private let why: String?

    init(_ code: StepCode, _ name: String, _ what: String, why: String? = nil) {
        (self.code, self.name, self.what, self.why) = (code, name, what, why)
    }

    var diagnostic: Diagnostic { Diagnostic(code, what, at: .thing(name), why: why) }
}

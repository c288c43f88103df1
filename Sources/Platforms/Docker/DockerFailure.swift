package import Basis

/// Something of an engine that did not work, beside what HTTP itself reports.
package struct DockerFailure: Error, Hashable, Sendable {
    /// What happened.
    package let code: DockerCode
    /// Where the engine is thought to be.
    package let place: String
    /// In whatever words there are.
    package let why: String

    init(_ code: DockerCode, at place: String, why: String) {
        self.code = code
        self.place = place
        self.why = why
    }
}

extension DockerFailure: Diagnosable {
    /// The failure in words.
    package var diagnostic: Diagnostic {
        let what =
            switch code {
            case .badHost: "`DOCKER_HOST` names no place that can be reached"
            case .notAnEngine: "what answers is no container engine"
            }
        return Diagnostic(code, what, at: .thing(place), why: why)
    }
}

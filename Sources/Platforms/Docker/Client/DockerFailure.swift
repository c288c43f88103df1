package import Basis

/// Something of an engine that did not work.
package struct DockerFailure: Error, Hashable, Sendable {
    /// What happened.
    package let code: DockerCode
    /// Where: the engine, or the thing on it.
    package let place: String
    /// In whatever words there are, the engine's own if it had any.
    package let why: String

    init(_ code: DockerCode, at place: String, why: String) {
        self.code = code
        self.place = place
        self.why = why
    }

    /// Whether the call may have taken effect although no answer came.
    package var leavesDoubt: Bool { [.timedOut, .cancelled, .lost].contains(code) }

    /// Whether what was asked about is not there.
    package var isAbsence: Bool {
        [.noContainer, .noImage, .noNetwork, .noVolume, .notFound].contains(code)
    }
}

extension DockerFailure: Diagnosable {
    /// The failure in words.
    package var diagnostic: Diagnostic {
        var what = code.summary
        if what.last == "." { what.removeLast() }
        return Diagnostic(code, what, at: .thing(place), why: why.isEmpty ? nil : why)
    }
}

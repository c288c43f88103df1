package import Basis

/// What became of an exchange that did not come about.
///
/// `place` names the method and address without user, query or anything marked as hidden, so that every part
/// may be shown.
package struct HTTPFailure: Error, Hashable, Sendable {
    /// What happened.
    package let code: HTTPCode
    /// Method and address.
    package let place: String
    /// The other side's or the library's own words.
    package let why: String?
    /// How far it had come, where that is part of the matter.
    package let phase: HTTPPhase?
    /// The status that was not expected.
    package let status: Int?

    /// Makes a failure.
    package init(
        _ code: HTTPCode, at place: String, why: String? = nil, phase: HTTPPhase? = nil, status: Int? = nil
    ) {
        self.code = code
        self.place = place
        self.why = why
        self.phase = phase
        self.status = status
    }
}

extension HTTPFailure: Diagnosable {
    /// The failure in words.
    package var diagnostic: Diagnostic {
        var what = code.words.summary
        if let phase { what += " while \(phase.rawValue)" }
        if let status { what += ": status \(status)" }
        return Diagnostic(code, what, at: .thing(place), why: why)
    }
}

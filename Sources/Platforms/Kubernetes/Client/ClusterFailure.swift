package import Basis

/// Something of a cluster that did not work.
package struct ClusterFailure: Error, Hashable, Sendable {
    /// What happened.
    package let code: ClusterCode
    /// Where: the server, or the object on it.
    package let place: String
    /// In whatever words there are, the server's own if it had any.
    package let why: String
    /// The status of the answer, if there was one.
    package let status: Int?
    /// How long the server asked to be left alone.
    let pause: Duration?

    init(_ code: ClusterCode, at place: String, why: String, status: Int? = nil, pause: Duration? = nil) {
        (self.code, self.place, self.why) = (code, place, why)
        (self.status, self.pause) = (status, pause)
    }

    /// Whether the call may have taken effect although no answer came.
    package var leavesDoubt: Bool { [.timedOut, .cancelled, .lost].contains(code) }
}

extension ClusterFailure: Diagnosable {
    /// The failure in words.
    package var diagnostic: Diagnostic {
        var what = code.summary
        if what.last == "." { what.removeLast() }
        return Diagnostic(code, what, at: .thing(place), why: why.isEmpty ? nil : why)
    }
}

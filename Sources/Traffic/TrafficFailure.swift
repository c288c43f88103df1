package import Basis

/// Something of a switch that did not work.
package struct TrafficFailure: Error, Hashable, Sendable {
    /// What happened.
    package let code: TrafficCode
    /// To which switch, as a person would name it.
    package let place: String
    /// In whatever words there are, often the switch's own.
    package let why: String

    init(_ code: TrafficCode, at place: String, why: String) {
        (self.code, self.place, self.why) = (code, place, why)
    }
}

extension TrafficFailure: Diagnosable {
    /// The failure in words.
    package var diagnostic: Diagnostic {
        let what =
            switch code {
            case .unreachable: "the switch does not answer"
            case .refused: "the switch refused a change"
            case .notAsAsked: "the switch does not route as it was asked to"
            case .unreadable: "the switch says something that cannot be read"
            case .unknownService: "the switch has nothing of that name"
            case .file: "the switch's file of servers could not be brought in line"
            case .noWeights: "the switch has no weights"
            }
        return Diagnostic(code, what, at: .thing(place), why: why)
    }
}

/// What is found of an act whose outcome nobody wrote down.
package enum Observation: Hashable, Sendable, Codable {
    /// It never happened.
    case absent
    /// It is still going on, under its own name.
    case running
    /// It has ended.
    case done(Outcome)
    /// Nobody can tell, and why.
    case unclear(String)
    /// The looking or waiting was cut short; it begins anew.
    case cancelled
}

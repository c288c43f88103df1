package import Basis

/// Waits for a person.
package struct ApproveAction: Hashable, Sendable, Codable {
    /// What is asked.
    package let message: Template
    /// Who may answer; nobody named means anybody who may run Belay.
    package let by: [Located<String>]
    /// What counts as no answer.
    package let within: Located<Duration>?

    /// A question to people.
    package init(_ message: Template, by: [Located<String>], within: Located<Duration>?) {
        (self.message, self.by, self.within) = (message, by, within)
    }
}

package import Basis

/// One step of a playbook: what it does, and the keys that all kinds of step share.
package struct Step: Hashable, Sendable, Codable {
    /// What it does.
    package let action: Action
    /// Its name, if it was given one: how other steps see its evidence.
    package var name: Located<String>?
    /// Whether it is done at all.
    package var condition: Expression?
    /// What must hold after it.
    package var gate: Gate?
    /// How often it is tried again.
    package var retry: Retry?
    /// How long it may take.
    package var timeout: Located<Duration>?
    /// What happens when it fails, where that differs from the playbook's rule.
    package var onFailure: Located<Playbook.FailureRule>?
    /// Where it is written.
    package let span: Span

    /// A step that does something, with none of the shared keys given.
    package init(_ action: Action, at span: Span) {
        (self.action, self.span) = (action, span)
    }

    /// Further attempts after a failure.
    package struct Retry: Hashable, Sendable, Codable {
        /// How many, at most two: what fails three times is not bad luck.
        package let times: Located<Int>
        /// How long to wait before each.
        package let delay: Located<Duration>?

        /// Further attempts.
        package init(times: Located<Int>, delay: Located<Duration>?) {
            (self.times, self.delay) = (times, delay)
        }
    }
}

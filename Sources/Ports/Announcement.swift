package import Updates

/// A message for people.
package struct Announcement: Hashable, Sendable {
    /// What makes two sendings the same message: run, step and attempt.
    package let key: String
    /// What happened.
    package let event: Receiver.Event
    /// What is said.
    package let text: String
    /// Facts beside it: app, environment, version, run, host.
    package let facts: [String: String]
    /// Whether it was sent before, as far as anybody knows.
    package let isRepeat: Bool

    /// A message of its parts.
    package init(
        key: String, event: Receiver.Event, text: String, facts: [String: String], isRepeat: Bool
    ) {
        (self.key, self.event, self.text, self.facts, self.isRepeat) = (key, event, text, facts, isRepeat)
    }
}

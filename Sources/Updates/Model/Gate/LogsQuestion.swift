package import Basis

/// What a service's log says.
package struct LogsQuestion: Hashable, Sendable, Codable {
    /// Whose log.
    package let service: Located<String>
    /// How far back.
    package let since: Located<Duration>?
    /// What must occur, and what must not.
    package let text: TextExpectation

    /// A question to a log.
    package init(service: Located<String>, since: Located<Duration>?, text: TextExpectation) {
        (self.service, self.since, self.text) = (service, since, text)
    }
}

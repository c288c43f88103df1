package import Basis

/// A playbook that runs by itself.
package struct Appointment: Hashable, Sendable, Codable {
    /// Which playbook.
    package let playbook: Located<String>
    /// When: a cron line, or calendar words.
    package let at: Located<Schedule>
    /// In which environment; nil means the default one.
    package let environment: Located<String>?
    /// What is given to it.
    package let with: [Named<Template>]

    /// An appointment of its parts.
    package init(
        playbook: Located<String>, at: Located<Schedule>, environment: Located<String>?,
        with: [Named<Template>]
    ) {
        (self.playbook, self.at, self.environment, self.with) = (playbook, at, environment, with)
    }
}

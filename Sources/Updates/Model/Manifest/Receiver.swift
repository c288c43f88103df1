package import Basis

/// Somebody who is told what happens.
package struct Receiver: Hashable, Sendable, Codable {
    /// How a message travels.
    package enum Channel: Hashable, Sendable, Codable {
        /// A Slack-compatible webhook.
        case slack(Template)
        /// Mail through a server.
        case email(to: [Template], from: Template?, through: Template)
        /// A webhook that takes JSON, signed with a secret if there is one.
        case webhook(url: Template, secret: Template?)
        /// PagerDuty, by routing key.
        case pagerduty(Template)
        /// A command that reads the message.
        case command([Template])
    }

    /// What somebody may want to hear of.
    package enum Event: String, Hashable, Sendable, Codable, CaseIterable {
        /// How a run begins and ends.
        case started, succeeded, failed
        /// It failed, and everything was undone.
        case rolledBack = "rolled-back"
        /// It needs a person.
        case paused, stranded
    }

    /// How the message travels.
    package let channel: Channel
    /// What is told; nothing named means everything.
    package let on: [Located<Event>]

    /// A receiver.
    package init(_ channel: Channel, on: [Located<Event>]) {
        (self.channel, self.on) = (channel, on)
    }
}

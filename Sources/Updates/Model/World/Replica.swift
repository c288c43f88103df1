/// One container of a service, as the engine tells it.
package struct Replica: Hashable, Sendable, Codable {
    /// What it is doing.
    package enum State: Hashable, Sendable, Codable {
        /// Made, never started.
        case created
        /// At work, since a moment of the engine's clock in its own writing.
        case running(since: String)
        /// Ended, by itself or because it was told to.
        case exited(code: Int)
        /// Between two starts by its restart policy, or paused, or being removed: the engine's word.
        case other(String)
    }

    /// What the engine's own health check says.
    package enum Health: String, Hashable, Sendable, Codable {
        /// There is none.
        case unasked
        /// Not yet known, good, bad.
        case starting, healthy, unhealthy
    }

    /// Under which the engine knows it for ever.
    package let id: String
    /// Under which people know it; the epoch and the attempt are part of it where Belay made it.
    package var name: String
    /// Of which service.
    package let service: String
    /// Which of several, from 1.
    package let slot: Int
    /// The image that it runs, by id.
    package let image: String
    /// The fingerprint of its configuration; empty where somebody else made it.
    package let configuration: String
    /// The release that it was made for, if Belay made it.
    package let release: String?
    /// The run that made it, if Belay made it.
    package let run: RunID?
    /// What it is doing.
    package var state: State
    /// What the engine's own health check says.
    package var health: Health
    /// How often the engine started it again by itself.
    package var restarts: Int
    /// Its addresses by network; empty unless it runs. Never evidence: an address is given to the next one.
    package var addresses: [String: String]
    /// Whether its service's name leads to it by the companion network.
    package var isPublished = false

    /// A replica of its parts.
    package init(
        id: String, name: String, service: String, slot: Int, image: String, configuration: String,
        release: String?, run: RunID?, state: State, health: Health, restarts: Int,
        addresses: [String: String]
    ) {
        (self.id, self.name, self.service, self.slot) = (id, name, service, slot)
        (self.image, self.configuration, self.release, self.run) = (image, configuration, release, run)
        (self.state, self.health, self.restarts, self.addresses) = (state, health, restarts, addresses)
    }

    /// Whether it is at work.
    package var isRunning: Bool { life != nil }

    /// Which of its lives it is in, if it is in one: when it was started.
    package var life: String? {
        if case .running(let since) = state { since } else { nil }
    }
}

package import Basis

/// Replaces the containers of services, or stops and starts them.
package struct RollAction: Hashable, Sendable, Codable {
    /// How services go from one side to the other.
    package enum Strategy: String, Hashable, Sendable, Codable, CaseIterable {
        /// Batch by batch.
        case rolling
        /// A whole second side, then the switch.
        case blueGreen = "blue-green"
        /// Share by share, all stopped before all start, or no replacement at all.
        case canary, recreate, restart, start, stop
    }

    /// What comes first when a container is replaced.
    package enum Order: String, Hashable, Sendable, Codable, CaseIterable {
        /// The new one, then the old one goes.
        case startFirst = "start-first"
        /// The old one goes, then the new one.
        case stopFirst = "stop-first"
    }

    /// A share of the traffic, and how long it is watched.
    package struct CanaryStep: Hashable, Sendable, Codable {
        /// Percent of the traffic that goes to the new side.
        package let weight: Located<Int>
        /// How long before the next share.
        package let lasting: Located<Duration>?

        /// A share of the traffic.
        package init(weight: Located<Int>, lasting: Located<Duration>?) {
            (self.weight, self.lasting) = (weight, lasting)
        }
    }

    /// Which services; none named means all that roll.
    package var services: [Located<String>] = []
    /// How; rolling if nothing is said.
    package var strategy: Located<Strategy>?
    /// How many at a time.
    package var parallelism: Located<Int>?
    /// What comes first.
    package var order: Located<Order>?
    /// From one batch to the next.
    package var delay: Located<Duration>?
    /// How long a replacement must prove itself before it is admitted.
    package var monitor: Located<Duration>?
    /// How long requests in flight may take to end.
    package var drain: Located<Duration>?
    /// How many requests at the front door may be lost meanwhile; where nothing is said, they are only told.
    package var tolerate: Located<Int>?
    /// Whether the service may be away for a moment.
    package var allowsDowntime = false
    /// How long the old side of blue-green is kept.
    package var keep: Located<Duration>?
    /// The shares of a canary, in order.
    package var canary: [CanaryStep] = []

    /// All services, rolling.
    package init() {}
}

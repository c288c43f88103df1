/// Everything that makes the containers of a service: what a roll goes to, and what a way back goes to.
package struct Blueprint: Hashable, Sendable, Codable {
    /// How containers are replaced, after the service's own rules (`update_config`) where it has some.
    package struct Replacement: Hashable, Sendable, Codable {
        /// How many at once; 0 is all.
        package var parallelism = 1
        /// From one batch to the next.
        package var delay = Duration.zero
        /// How long a new one must prove itself before it is admitted.
        package var monitor = Duration.zero
        /// Which comes first.
        package var order = RollAction.Order.startFirst
        /// The share of failures that is borne.
        package var maximumFailureRatio = 0.0

        /// One at a time, the new one first.
        package init() {}
    }

    /// Which service.
    package let service: String
    /// The release that it belongs to.
    package let release: String
    /// The image by id.
    package let image: String
    /// The fingerprint of the configuration.
    package let configuration: String
    /// How many replicas.
    package var replicas: Int
    /// How containers are replaced.
    package var replacement = Replacement()
    /// Why it must never run twice at once; empty if it may.
    package var exclusive: [String] = []
    /// How long a container may take to end after its signal.
    package var grace = Duration.seconds(10)
    /// Whether the image or the service has a health check that the engine asks.
    package var hasHealthcheck = false
    /// The ports on which it listens, as far as the image and the service say.
    package var ports: [Int] = []
    /// The whole specification in the platform's own form, sealed.
    package let specification: String

    /// A blueprint with the usual rules.
    package init(
        service: String, release: String, image: String, configuration: String, replicas: Int,
        specification: String
    ) {
        (self.service, self.release, self.image) = (service, release, image)
        (self.configuration, self.replicas, self.specification) = (configuration, replicas, specification)
    }
}

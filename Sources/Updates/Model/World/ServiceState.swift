/// What stands for a service: as it is, or as a release wants it.
///
/// Names of variables, never values: a plan shows what changes, and values may be secrets.
package struct ServiceState: Hashable, Sendable, Codable {
    /// Which service.
    package let service: String
    /// The image as people write it.
    package var image: String
    /// The image by id or digest, once it is known.
    package var digest: String?
    /// How many replicas.
    package var replicas: Int
    /// The fingerprint of the configuration.
    package var configuration: String
    /// For each variable of the environment a keyed fingerprint of its value.
    package var variables: [String: String]
    /// Why it must never run twice at once; empty if it may.
    package var exclusive: [String]
    /// A port of the host that it takes for itself, so that its successor cannot start beside it.
    package var hostPort: Int?

    /// The state of a service.
    package init(
        service: String, image: String, digest: String? = nil, replicas: Int, configuration: String,
        variables: [String: String] = [:], exclusive: [String] = [],
        hostPort: Int? = nil
    ) {
        (self.service, self.image, self.digest, self.replicas) = (service, image, digest, replicas)
        (self.configuration, self.variables, self.exclusive) = (configuration, variables, exclusive)
        self.hostPort = hostPort
    }
}

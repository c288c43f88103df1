/// What the image's or the service's own health check says of a container.
package enum ContainerHealth: String, Hashable, Sendable, Codable {
    /// There is no check.
    case none
    /// It has not passed yet and not failed often enough either; it passes; it fails.
    case starting, healthy, unhealthy
}

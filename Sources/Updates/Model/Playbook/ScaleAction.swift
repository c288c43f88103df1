/// Runs so many replicas of a service.
package struct ScaleAction: Hashable, Sendable, Codable {
    /// Which service.
    package let service: Template
    /// How many.
    package let replicas: Written<Int>

    /// So many of a service.
    package init(service: Template, replicas: Written<Int>) {
        (self.service, self.replicas) = (service, replicas)
    }
}

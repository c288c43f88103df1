package import Basis

/// Something that must be there before a service starts.
package struct ComposeDependency: Hashable, Sendable {
    /// What must have become of the other.
    package enum Condition: String, CaseIterable, Hashable, Sendable {
        /// It runs.
        case started = "service_started"
        /// Its health check passes.
        case healthy = "service_healthy"
        /// It has ended without a failure.
        case completed = "service_completed_successfully"
    }

    /// The other service.
    package let service: Located<String>
    /// What must have become of it.
    package let condition: Condition
    /// Whether the service starts anew when the other does.
    package let restarts: Bool
    /// Whether it cannot do without.
    package let isRequired: Bool

    /// A dependency.
    package init(service: Located<String>, condition: Condition, restarts: Bool, isRequired: Bool) {
        (self.service, self.condition) = (service, condition)
        (self.restarts, self.isRequired) = (restarts, isRequired)
    }
}

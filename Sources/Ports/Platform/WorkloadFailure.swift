/// Why a service did not get where it was wanted, in the words of the one that failed.
package struct WorkloadFailure: Error, Hashable, Sendable {
    /// Which service.
    package let service: String
    /// The pod, or the workload where it never came to one.
    package let name: String
    /// What is known of the cause.
    package let why: String
    /// What it printed last.
    package let lastWords: String
    /// Whether it stood there before.
    package let isReturning: Bool

    /// A failure of its parts.
    package init(service: String, name: String, why: String, lastWords: String, isReturning: Bool) {
        (self.service, self.name, self.why) = (service, name, why)
        (self.lastWords, self.isReturning) = (lastWords, isReturning)
    }
}

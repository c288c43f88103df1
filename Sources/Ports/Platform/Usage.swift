package import Basis

/// What a replica uses at a moment.
package struct Usage: Hashable, Sendable {
    /// The replica.
    package let replica: String
    /// Processors, in parts of one.
    package let processors: Double
    /// Memory.
    package let memory: ByteCount
    /// Restarts by the engine itself.
    package let restarts: Int

    /// What a replica uses.
    package init(replica: String, processors: Double, memory: ByteCount, restarts: Int) {
        (self.replica, self.processors, self.memory, self.restarts) = (replica, processors, memory, restarts)
    }
}

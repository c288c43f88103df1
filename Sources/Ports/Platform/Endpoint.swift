/// Where a replica listens at this moment. Never evidence: the engine gives an address to the next one.
package struct Endpoint: Hashable, Sendable {
    /// The replica by its engine's id.
    package let replica: String
    /// The address, as the switch and the prober reach it.
    package let host: String
    /// The port.
    package let port: Int

    /// An endpoint of its parts.
    package init(replica: String, host: String, port: Int) {
        (self.replica, self.host, self.port) = (replica, host, port)
    }
}

package import Basis

/// One network that a service joins.
package struct ComposeAttachment: Equatable, Sendable {
    /// The key under `networks`.
    package var network: Located<String>
    /// Further names there.
    package var aliases: [Located<String>] = []
    /// A fixed IPv4 address.
    package var ipv4: Located<String>?
    /// A fixed IPv6 address.
    package var ipv6: Located<String>?
    /// Link-local addresses.
    package var linkLocal: [Located<String>] = []
    /// A fixed hardware address.
    package var hardwareAddress: Located<String>?
    /// Networks of higher priority are joined first.
    package var priority: Located<Int>?
    /// The network of the highest gives the default gateway.
    package var gatewayPriority: Located<Int>?
    /// The name of the interface in the container.
    package var interface: Located<String>?
    /// Options of the driver.
    package var driverOptions: [Named<Located<ComposeText>>] = []

    /// Joins a network without wishes.
    package init(network: Located<String>) { self.network = network }
}

/// One port or several in a row, and how they speak.
package struct ComposePortRange: Hashable, Sendable {
    /// The protocols that an engine publishes.
    package enum Transport: String, CaseIterable, Hashable, Sendable {
        /// The three of them.
        case tcp, udp, sctp
    }

    /// The ports, 1 to 65535.
    package let ports: ClosedRange<Int>
    /// How they speak.
    package let transport: Transport

    /// Ports in a row.
    package init(ports: ClosedRange<Int>, transport: Transport) {
        (self.ports, self.transport) = (ports, transport)
    }
}

import Updates

/// Which service publishes which port of the host.
struct PortClaims {
    private struct Port: Hashable {
        let number: Int
        let transport: ComposePortRange.Transport
    }

    private var owners: [Port: [(address: String?, service: String)]] = [:]

    /// Claims a port; the service that has it already, if one has.
    ///
    /// Ranges claim nothing, because the engine picks what is free. Two addresses of the host do not collide,
    /// unless one is all of them.
    mutating func claim(_ published: ComposePort, for service: String) -> String? {
        guard let number = published.fixed else { return nil }
        let port = Port(number: number, transport: published.transport)
        let address = published.address == "0.0.0.0" || published.address == "::" ? nil : published.address
        let other = owners[port]?.first { $0.address == nil || address == nil || $0.address == address }
        owners[port, default: []].append((address, service))
        return other?.service
    }
}

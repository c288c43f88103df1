/// How a container stands on one network.
package struct ContainerEndpoint: Hashable, Sendable {
    /// The network's id.
    package let network: String
    /// What the engine calls this stand; each start of the container makes another.
    package let stand: String
    /// Its address there; empty while it does not run.
    package let address: String
    /// Its names there beside its own, the short id among them.
    package let aliases: [String]
}

extension ContainerEndpoint: Decodable {
    private enum Key: String, CodingKey {
        case network = "NetworkID"
        case stand = "EndpointID"
        case address = "IPAddress"
        case globalAddress = "GlobalIPv6Address"
        case aliases = "Aliases"
    }

    /// Reads a value of `NetworkSettings.Networks`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        network = try fields.decodeIfPresent(String.self, forKey: .network) ?? ""
        stand = try fields.decodeIfPresent(String.self, forKey: .stand) ?? ""
        let four = try fields.decodeIfPresent(String.self, forKey: .address) ?? ""
        let six = try fields.decodeIfPresent(String.self, forKey: .globalAddress) ?? ""
        address = four.isEmpty ? six : four
        aliases = try fields.decodeIfPresent([String].self, forKey: .aliases) ?? []
    }
}

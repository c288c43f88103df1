/// How a container without networks of its own is connected.
package enum ComposeNetworkMode: Hashable, Sendable {
    /// As the host itself.
    case host
    /// Not at all.
    case none
    /// By the engine's default network.
    case bridge
    /// As another service's container.
    case service(String)
    /// As a container outside of the project.
    case container(String)
    /// By a network of the engine, or as a plugin understands it.
    case other(String)

    /// Reads what stands behind `network_mode`.
    package init(_ text: String) {
        switch text {
        case "host": self = .host
        case "none": self = .none
        case "bridge": self = .bridge
        case _ where text.hasPrefix("service:"): self = .service(String(text.dropFirst(8)))
        case _ where text.hasPrefix("container:"): self = .container(String(text.dropFirst(10)))
        default: self = .other(text)
        }
    }
}

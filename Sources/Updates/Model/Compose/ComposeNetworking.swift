package import Basis

/// How a service is reached, and what it reaches.
package struct ComposeNetworking: Equatable, Sendable {
    /// Ports published on the host.
    package var ports: [ComposePort] = []
    /// Ports that only other containers reach.
    package var exposed: [Located<ComposePortRange>] = []
    /// The networks that it joins, in the order written.
    package var attachments: [ComposeAttachment] = []
    /// The network mode, where it does not join networks.
    package var mode: Located<ComposeNetworkMode>?
    /// The name that the container gives itself.
    package var hostname: Located<String>?
    /// The domain of that name.
    package var domainName: Located<String>?
    /// The hardware address on its first network.
    package var hardwareAddress: Located<String>?
    /// Name servers.
    package var nameServers: [Located<String>] = []
    /// Domains that short names are looked up in.
    package var searchDomains: [Located<String>] = []
    /// Options of the resolver.
    package var resolverOptions: [Located<String>] = []
    /// Further names of hosts, each as `name=address`.
    package var extraHosts: [Located<String>] = []
    /// Links to services, as `service[:alias]`.
    package var links: [Located<String>] = []
    /// Links to containers outside of the project, as `container[:alias]`.
    package var externalLinks: [Located<String>] = []

    /// Nothing said yet.
    package init() {}
}

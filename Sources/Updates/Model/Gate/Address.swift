package import Basis

/// Where something listens: at a service, at a host, or at the environment's own front door.
package struct Address: Hashable, Sendable, Codable {
    /// A service of the project; nil for a host or the front door.
    package let service: Located<String>?
    /// A host name; nil for a service or the front door.
    package let host: Template?
    /// A port, where the scheme does not tell.
    package let port: Located<Int>?

    /// An address of parts.
    package init(service: Located<String>? = nil, host: Template? = nil, port: Located<Int>? = nil) {
        (self.service, self.host, self.port) = (service, host, port)
    }
}

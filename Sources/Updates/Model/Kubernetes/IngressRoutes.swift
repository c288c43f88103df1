package import Basis

/// An Ingress: which addresses from outside lead to which services.
package struct IngressRoutes: Hashable, Sendable {
    /// The service behind an address.
    package struct Backend: Hashable, Sendable {
        /// The host of the address; nil for any.
        package let host: Located<String>?
        /// The path of the address; nil for any.
        package let path: Located<String>?
        /// The service's name.
        package let service: Located<String>
        /// The service's port, a number or a name.
        package let port: Located<String>?

        /// A backend of its parts.
        package init(
            host: Located<String>?, path: Located<String>?, service: Located<String>, port: Located<String>?
        ) {
            (self.host, self.path, self.service, self.port) = (host, path, service, port)
        }
    }

    /// Which controller serves it.
    package var className: Located<String>?
    /// Everything it leads to, the default backend too.
    package var backends: [Backend] = []
    /// The Secrets with its certificates.
    package var certificates: [Located<String>] = []

    /// One that leads nowhere yet.
    package init() {}
}

package import Basis

/// A proxy on the way, always said outright: the environment is never asked.
package struct HTTPProxy: Hashable, Sendable {
    /// The proxy's host.
    package let host: String
    /// The proxy's port.
    package let port: UInt16
    /// Hosts and domains that are reached without it.
    package let except: [String]
    /// The name given to the proxy.
    package let user: String?
    /// The password given to the proxy.
    package let password: Secret?

    /// Describes a plain HTTP proxy; https passes through it by CONNECT.
    package init(
        host: String, port: UInt16, except: [String] = [], user: String? = nil, password: Secret? = nil
    ) {
        self.host = host
        self.port = port
        self.except = except
        self.user = user
        self.password = password
    }
}

extension HTTPProxy {
    /// Hashes everything but the password.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(host)
        hasher.combine(port)
        hasher.combine(except)
        hasher.combine(user)
    }
}

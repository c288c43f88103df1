/// Everything a client is told once.
package struct HTTPSettings: Equatable, Sendable {
    /// Which of the protocol's versions to speak.
    package enum Version: Hashable, Sendable {
        /// HTTP/1.1 alone.
        case http1
        /// HTTP/2 where the other side offers it under TLS, HTTP/1.1 elsewhere.
        case http2
        /// HTTP/2 without asking, also without TLS.
        case http2Only
    }

    /// Where requests go.
    package var endpoint: HTTPEndpoint
    /// The version spoken.
    package var version: Version
    /// The proxy on the way, if any.
    package var proxy: HTTPProxy?
    /// What the client is willing to hold and to wait for.
    package var limits: HTTPLimits
    /// How the client calls itself; nil says nothing.
    package var userAgent: String?

    /// Describes a client of one endpoint.
    package init(
        _ endpoint: HTTPEndpoint,
        version: Version = .http1,
        proxy: HTTPProxy? = nil,
        limits: HTTPLimits = HTTPLimits(),
        userAgent: String? = nil
    ) {
        self.endpoint = endpoint
        self.version = version
        self.proxy = proxy
        self.limits = limits
        self.userAgent = userAgent
    }
}

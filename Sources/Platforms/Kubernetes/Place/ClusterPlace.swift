package import Basis
package import HTTP

/// Where a cluster's API server is, and who we are there.
package struct ClusterPlace: Sendable {
    /// As whom we act, if not as ourselves.
    package struct Impersonation: Hashable, Sendable {
        /// The user's name.
        package var user = ""
        /// The user's id.
        package var uid: String?
        /// The user's groups.
        package var groups: [String] = []
        /// Whatever else is known of the user.
        package var extra: [String: [String]] = [:]

        /// Nobody yet.
        package init() {}
    }

    /// How we say who we are.
    enum Credentials: Sendable {
        /// By the client certificate, or not at all.
        case none
        case token(Secret)
        /// A file that somebody renews.
        case tokenFile(String)
        case password(user: String, Secret)
        case plugin(LoginPlugin)
    }

    /// Where the server listens, with whom to trust.
    package var endpoint: HTTPEndpoint
    /// What its paths begin with.
    package var base = ""
    /// The proxy on the way.
    package var proxy: HTTPProxy?
    /// The namespace that is meant when none is named.
    package var namespace = "default"
    /// How people know it: the name of the context.
    package var name: String
    /// As whom we act.
    package var impersonation: Impersonation?
    /// What about it should be looked at.
    package var warnings: [Diagnostic] = []
    var credentials = Credentials.none
    /// Reads a file that is named by the settings, when it is needed.
    var file: @Sendable (String) -> [UInt8]?

    /// A server to which nobody has to log in.
    package init(
        _ endpoint: HTTPEndpoint, name: String, file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) {
        (self.endpoint, self.name, self.file) = (endpoint, name, file)
    }

    /// A server that wants a token.
    package init(_ endpoint: HTTPEndpoint, name: String, token: Secret, namespace: String = "default") {
        self.init(endpoint, name: name)
        credentials = .token(token)
        self.namespace = namespace
    }
}

/// Everything needed to reach a repository that is not ours: where it is, who we are, and whom we believe.
package struct Upstream: Sendable {
    /// Where it is.
    package let address: RemoteAddress
    /// Who we are.
    package let credentials: Credentials
    /// Whose certificates are believed.
    package let certificates: CertificateTrust
    /// Files in the format of OpenSSH that list the host keys which are believed. No other key ever is.
    package let knownHosts: [String]

    /// Joins them. A password in the address is used when no other credentials are given.
    package init(
        _ address: RemoteAddress,
        credentials: Credentials = .none,
        certificates: CertificateTrust = .system,
        knownHosts: [String] = []
    ) {
        self.address = address
        self.certificates = certificates
        self.knownHosts = knownHosts
        if case .none = credentials, let password = address.password {
            self.credentials = .token(user: address.user ?? "", password)
        } else {
            self.credentials = credentials
        }
    }
}

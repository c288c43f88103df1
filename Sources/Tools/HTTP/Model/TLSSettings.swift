/// Whom to trust under TLS, and who we are.
package struct TLSSettings: Hashable, Sendable {
    /// Whose word is taken for the other side's certificate.
    package enum Trust: Hashable, Sendable {
        /// The authorities that the machine trusts.
        case system
        /// The authorities in a PEM file, and no others.
        case file(String)
        /// The authorities in PEM text, and no others.
        case pem([UInt8])
        /// Anybody: neither the certificate nor the name in it is checked.
        ///
        /// Never the default.
        case unverified
    }

    /// Whose word is taken.
    package let trust: Trust
    /// What is shown when the other side asks who we are.
    package let identity: ClientIdentity?

    /// Makes settings; by default the machine's authorities, and nothing to show.
    package init(trust: Trust = .system, identity: ClientIdentity? = nil) {
        self.trust = trust
        self.identity = identity
    }
}

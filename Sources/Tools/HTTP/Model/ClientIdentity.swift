package import Basis

/// A certificate and its key, held in memory: neither need ever be a file.
package struct ClientIdentity: Sendable {
    /// The certificate and those between it and its authority, as PEM text.
    package let certificates: [UInt8]
    /// The private key as PEM text.
    package let key: Secret
    /// What opens the key, if it is locked.
    package let passphrase: Secret?

    /// Joins a certificate to its key.
    package init(certificates: [UInt8], key: Secret, passphrase: Secret? = nil) {
        self.certificates = certificates
        self.key = key
        self.passphrase = passphrase
    }
}

extension ClientIdentity: Hashable {
    /// Two are equal when certificate, key and passphrase are.
    package static func == (left: ClientIdentity, right: ClientIdentity) -> Bool {
        left.certificates == right.certificates && left.key == right.key
            && left.passphrase == right.passphrase
    }

    /// Hashes the certificate alone: the key must not leave a trace.
    package func hash(into hasher: inout Hasher) { hasher.combine(certificates) }
}

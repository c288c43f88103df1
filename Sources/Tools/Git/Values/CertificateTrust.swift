/// Whose certificates are believed over https.
package enum CertificateTrust: Hashable, Sendable {
    /// The authorities that the system trusts.
    case system
    /// Only those in a PEM file.
    case file(String)
}

/// The two ways in which git objects are signed.
package enum SignatureKind: String, Hashable, Sendable, CaseIterable {
    /// By an ssh key, in the namespace `git`.
    case ssh
    /// By an OpenPGP key.
    case openPGP
}

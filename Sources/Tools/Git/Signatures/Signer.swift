/// Whose key made a signature.
package struct Signer: Hashable, Sendable {
    /// The principal of the allowed_signers file, or the user id of the OpenPGP key; empty where none is
    /// known.
    package let name: String
    /// The fingerprint of the key, as ssh-keygen or gpg print it; empty where it is not known.
    package let key: String
}

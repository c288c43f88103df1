/// What is known of a signature once it has been checked.
package enum SignatureVerdict: Hashable, Sendable {
    /// Why a sound signature is not believed.
    package enum Distrust: Hashable, Sendable {
        /// The trust file does not hold the key.
        case unknownKey
        /// The key had expired.
        case expiredKey
        /// Its owner has revoked the key.
        case revokedKey
        /// The signature itself was made to expire, and has.
        case expiredSignature
        /// The trust file does not allow the key for this, in the program's own words.
        case notAllowed(why: String)
    }

    /// A trusted key signed exactly this.
    case good(Signer, SignatureKind)
    /// There is no signature.
    case unsigned
    /// There is one, but its key is not to be believed.
    case untrusted(Signer, SignatureKind, Distrust)
    /// The signature is broken, or does not belong to what it stands at.
    case bad(why: String)
}

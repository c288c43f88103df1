/// Whose signatures are believed: files of the operator's, and nothing else on this machine.
package struct SignatureTrust: Hashable, Sendable {
    /// A file in the format of ssh-keygen's ALLOWED SIGNERS; nil trusts no ssh key.
    package let allowedSigners: String?
    /// A file of exported OpenPGP public keys, armoured or not; nil trusts none.
    package let openPGPKeys: String?

    /// Names the files.
    package init(allowedSigners: String? = nil, openPGPKeys: String? = nil) {
        (self.allowedSigners, self.openPGPKeys) = (allowedSigners, openPGPKeys)
    }
}

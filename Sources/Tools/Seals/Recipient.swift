/// Someone for whom files are sealed: the public half of an X25519 key pair, `age1…`.
package struct Recipient: Hashable, Sendable {
    static let kind = "age"

    let point: [UInt8]

    init(point: [UInt8]) { self.point = point }

    /// Reads `age1…` as `age-keygen` writes it.
    package init(_ text: String) throws(SealError) {
        guard let point = Bech32.decode(text, kind: Recipient.kind, upperCase: false),
            point.count == X25519.byteCount
        else { throw SealError(flaw: .notARecipient, subject: String(text.prefix(80))) }
        self.point = point
    }

    /// Wraps a file key; nil for a point with which nobody shares a secret.
    func wrap(_ fileKey: FileKey) -> Stanza? {
        let ephemeral = KeyBytes.random(count: X25519.byteCount)
        let share = X25519.publicKey(of: ephemeral)
        guard let secret = X25519.sharedSecret(ephemeral, point) else { return nil }
        let key = HKDF.key(from: secret, salt: share + point, info: Identity.wrappingInfo)
        let word = String(decoding: Base64.unpadded.encode(share), as: UTF8.self)
        return Stanza(arguments: [Identity.stanzaKind, word], body: AEAD.sealKey(fileKey.bytes, key: key))
    }
}

extension Recipient: CustomStringConvertible {
    /// `age1…`.
    package var description: String { Bech32.encode(point, kind: Recipient.kind) }
}

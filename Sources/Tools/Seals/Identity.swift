package import Basis

/// Someone who opens files: the secret half of an X25519 key pair. It is wiped from memory when it goes.
package struct Identity: Sendable {
    static let stanzaKind = "X25519"
    static let wrappingInfo = "age-encryption.org/v1/X25519"
    private static let kind = "age-secret-key-"

    private let secret: KeyBytes
    /// For whom files are sealed that this identity opens.
    package let recipient: Recipient

    private init(_ secret: KeyBytes) {
        self.secret = secret
        recipient = Recipient(point: X25519.publicKey(of: secret))
    }

    /// A new key pair.
    package static func generate() -> Identity { Identity(.random(count: X25519.byteCount)) }

    /// Reads `AGE-SECRET-KEY-1…` as `age-keygen` writes it.
    package init(_ text: Secret) throws(SealError) {
        guard let secret = Identity.read(text.reveal()) else {
            throw SealError(flaw: .notAnIdentity(line: nil), subject: "identity")
        }
        self.init(secret)
    }

    /// Reads a file of identities, one a line, with `#` comments and empty lines, as `age -i` does.
    package static func all(inFile text: Secret, named name: String) throws(SealError) -> [Identity] {
        var identities: [Identity] = []
        // CR and LF together are one character.
        let lines = text.reveal().split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let secret = read(String(line)) else {
                throw SealError(flaw: .notAnIdentity(line: index + 1), subject: name)
            }
            identities.append(Identity(secret))
        }
        guard !identities.isEmpty else { throw SealError(flaw: .notAnIdentity(line: nil), subject: name) }
        return identities
    }

    /// `AGE-SECRET-KEY-1…`, to be written where only its owner reads.
    package func reveal() -> Secret {
        secret.withBytes { bytes in
            Secret(
                Bech32.encode(UnsafeBufferPointer(start: bytes, count: secret.count), kind: Identity.kind)
                    .uppercased())
        }
    }

    private static func read(_ text: String) -> KeyBytes? {
        guard var bytes = Bech32.decode(text, kind: kind, upperCase: true) else { return nil }
        defer { bytes.wipe() }
        return bytes.count == X25519.byteCount ? KeyBytes(copying: bytes) : nil
    }

    /// The file key, if the stanza is addressed to this identity.
    func unwrap(_ stanza: Stanza) throws(FlawFound) -> FileKey? {
        guard stanza.kind == Identity.stanzaKind else { return nil }
        guard stanza.arguments.count == 2, let share = Base64.unpadded.decode(stanza.arguments[1].utf8),
            share.count == X25519.byteCount, stanza.body.count == FileKey.byteCount + AEAD.tagCount
        else { throw .header("an X25519 stanza has a share of 32 bytes and a body of 32 bytes") }
        guard let shared = X25519.sharedSecret(secret, share) else {
            throw .header("an X25519 stanza has a share of low order")
        }
        let key = HKDF.key(from: shared, salt: share + recipient.point, info: Identity.wrappingInfo)
        return AEAD.openKey(stanza.body, key: key).map(FileKey.init)
    }
}

extension Identity: CustomStringConvertible, CustomReflectable {
    /// The recipient, never the key.
    package var description: String { "identity of \(recipient)" }
    /// A mirror that shows the recipient only.
    package var customMirror: Mirror { Mirror(self, children: ["recipient": recipient.description]) }
}

package import Basis
internal import CSodium

/// The one key of an installation. It closes short texts, tells equal ones without showing them, and signs;
/// each with a key of its own that is derived from it. It is wiped from memory when it goes.
package struct MasterKey: Sendable {
    private static let kind = "belay-key-"
    private static let byteCount = 32
    /// What a closed text begins with; the number is the version of the form.
    private static let sealedStart = "sealed-1:"

    private let secret: KeyBytes

    /// A new key.
    package static func generate() -> MasterKey { MasterKey(secret: .random(count: byteCount)) }

    private init(secret: KeyBytes) { self.secret = secret }

    /// Reads what `reveal` shows; a misspelt character is noticed.
    package init(_ text: Secret) throws(SealError) {
        guard var bytes = Bech32.decode(text.reveal(), kind: MasterKey.kind, upperCase: true) else {
            throw SealError(flaw: .notAMasterKey, subject: "key")
        }
        defer { bytes.wipe() }
        guard bytes.count == MasterKey.byteCount else {
            throw SealError(flaw: .notAMasterKey, subject: "key")
        }
        secret = KeyBytes(copying: bytes)
    }

    /// `BELAY-KEY-1…`, to be written where only its owner reads.
    package func reveal() -> Secret {
        secret.withBytes { bytes in
            Secret(
                Bech32.encode(UnsafeBufferPointer(start: bytes, count: secret.count), kind: MasterKey.kind)
                    .uppercased())
        }
    }

    /// Closes a text. Closing the same text twice gives two different results.
    package func seal(_ text: Secret) -> String {
        var plain = Array(text.reveal().utf8)
        defer { plain.wipe() }
        let nonce = RandomBytes.make(count: Int(crypto_secretbox_NONCEBYTES))
        var closed = [UInt8](repeating: 0, count: plain.count + Int(crypto_secretbox_MACBYTES))
        _ = derived("seal").withBytes { key in
            crypto_secretbox_easy(&closed, plain, UInt64(plain.count), nonce, key)
        }
        return MasterKey.sealedStart + String(decoding: Base64.padded.encode(nonce + closed), as: UTF8.self)
    }

    /// Opens what `seal` closed.
    package func open(_ sealed: String) throws(SealError) -> Secret {
        let nonceCount = Int(crypto_secretbox_NONCEBYTES)
        guard sealed.hasPrefix(MasterKey.sealedStart),
            let bytes = Base64.padded.decode(sealed.utf8.dropFirst(MasterKey.sealedStart.utf8.count)),
            bytes.count >= nonceCount + Int(crypto_secretbox_MACBYTES)
        else { throw SealError(flaw: .notASealedText, subject: "sealed text") }
        let closed = Array(bytes[nonceCount...])
        var plain = [UInt8](repeating: 0, count: closed.count - Int(crypto_secretbox_MACBYTES))
        defer { plain.wipe() }
        let result = derived("seal").withBytes { key in
            crypto_secretbox_open_easy(&plain, closed, UInt64(closed.count), bytes, key)
        }
        guard result == 0 else { throw SealError(flaw: .sealedElsewhere, subject: "sealed text") }
        return Secret(String(decoding: plain, as: UTF8.self))
    }

    /// Equal texts have equal fingerprints, and nobody without the key learns more than that.
    package func fingerprint(of text: Secret) -> String {
        var message = Array(text.reveal().utf8)
        defer { message.wipe() }
        return HMACSHA256.code(of: message, key: derived("fingerprint")).hexadecimal
    }

    /// A key for one purpose, from which neither this one nor another purpose's can be told.
    func derived(_ purpose: String) -> KeyBytes {
        HKDF.key(from: secret, salt: [], info: "belay installation \(purpose)")
    }
}

extension MasterKey: CustomStringConvertible, CustomReflectable {
    /// Not the key.
    package var description: String { "[master key]" }
    /// A mirror with nothing in it.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

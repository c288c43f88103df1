package import Basis
internal import CSodium

/// A passphrase that files are sealed with, by scrypt.
package struct Passphrase: Sendable {
    /// What `age` takes: about a second and 256 MiB on the machines of its day.
    package static let workFactor = 18
    /// What is accepted from a file: 1 GiB. A file that asks for more may want nothing but our memory.
    package static let highestWorkFactor = 20

    static let stanzaKind = "scrypt"
    private static let saltCount = 16
    private static let saltStart = Array("age-encryption.org/v1/scrypt".utf8)

    private let text: Secret
    private let workFactor: Int
    private let highestWorkFactor: Int

    /// A passphrase; the work factors are powers of two, each step doubles time and memory.
    package init(
        _ text: Secret, workFactor: Int = Passphrase.workFactor, highest: Int = Passphrase.highestWorkFactor
    ) {
        Mistake.unless(
            (1...30).contains(workFactor) && (1...30).contains(highest), "a work factor is 1 to 30")
        (self.text, self.workFactor, highestWorkFactor) = (text, workFactor, highest)
    }

    var isEmpty: Bool { text.isEmpty }

    func wrap(_ fileKey: FileKey) throws(FlawFound) -> Stanza {
        let salt = RandomBytes.make(count: Passphrase.saltCount)
        let key = try key(salt: salt, workFactor: workFactor)
        let word = String(decoding: Base64.unpadded.encode(salt), as: UTF8.self)
        return Stanza(
            arguments: [Passphrase.stanzaKind, word, "\(workFactor)"],
            body: AEAD.sealKey(fileKey.bytes, key: key))
    }

    /// The file key of a stanza of this kind.
    func unwrap(_ stanza: Stanza) throws(FlawFound) -> FileKey {
        guard stanza.arguments.count == 3, let salt = Base64.unpadded.decode(stanza.arguments[1].utf8),
            salt.count == Passphrase.saltCount, stanza.body.count == FileKey.byteCount + AEAD.tagCount
        else { throw .header("a scrypt stanza has a salt of 16 bytes, a work factor and a body of 32 bytes") }
        let digits = stanza.arguments[2]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), digits.first != "0" else {
            throw .header("a work factor is a decimal number")
        }
        guard let workFactor = Int(digits), workFactor <= highestWorkFactor else {
            throw FlawFound(.workFactorTooHigh(found: String(digits.prefix(20)), allowed: highestWorkFactor))
        }
        guard let key = AEAD.openKey(stanza.body, key: try key(salt: salt, workFactor: workFactor)) else {
            throw FlawFound(.wrongPassphrase)
        }
        return FileKey(bytes: key)
    }

    private func key(salt: [UInt8], workFactor: Int) throws(FlawFound) -> KeyBytes {
        let salt = Passphrase.saltStart + salt
        var words = Array(text.reveal().utf8)
        defer { words.wipe() }
        var result: Int32 = -1
        let key = KeyBytes(count: 32) { output in
            result = crypto_pwhash_scryptsalsa208sha256_ll(
                words, words.count, salt, salt.count, 1 << UInt64(workFactor), 8, 1, output, 32)
        }
        guard result == 0 else { throw FlawFound(.outOfMemory) }
        return key
    }
}

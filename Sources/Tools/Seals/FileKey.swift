/// The key of one file, and what is derived from it.
struct FileKey: Sendable {
    static let byteCount = 16

    let bytes: KeyBytes

    /// A new key, as every file has its own.
    static func random() -> FileKey { FileKey(bytes: .random(count: byteCount)) }

    /// The code that binds a header to the key.
    func code(ofHeader header: [UInt8]) -> [UInt8] {
        HMACSHA256.code(of: header, key: HKDF.key(from: bytes, salt: [], info: "header"))
    }

    /// The key of the content.
    func payloadKey(nonce: [UInt8]) -> KeyBytes { HKDF.key(from: bytes, salt: nonce, info: "payload") }
}

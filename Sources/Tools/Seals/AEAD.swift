internal import CSodium

/// ChaCha20-Poly1305 (RFC 8439) without associated data.
enum AEAD {
    static let tagCount = 16
    static let nonceCount = 12

    /// Seals; the result is longer by the tag.
    static func seal(_ plain: [UInt8], key: KeyBytes, nonce: [UInt8]) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: plain.count + tagCount)
        _ = key.withBytes { key in
            crypto_aead_chacha20poly1305_ietf_encrypt(
                &sealed, nil, plain, UInt64(plain.count), nil, 0, nil, nonce, key)
        }
        return sealed
    }

    /// Opens; nil if it was not sealed so.
    static func open(_ sealed: [UInt8], key: KeyBytes, nonce: [UInt8]) -> [UInt8]? {
        guard sealed.count >= tagCount else { return nil }
        var plain = [UInt8](repeating: 0, count: sealed.count - tagCount)
        let result = key.withBytes { key in
            crypto_aead_chacha20poly1305_ietf_decrypt(
                &plain, nil, nil, sealed, UInt64(sealed.count), nil, 0, nonce, key)
        }
        return result == 0 ? plain : nil
    }

    /// Opens a wrapped file key into memory that is wiped.
    static func openKey(_ sealed: [UInt8], key: KeyBytes) -> KeyBytes? {
        guard sealed.count == FileKey.byteCount + tagCount else { return nil }
        var result: Int32 = -1
        let opened = KeyBytes(count: FileKey.byteCount) { output in
            key.withBytes { key in
                result = crypto_aead_chacha20poly1305_ietf_decrypt(
                    output, nil, nil, sealed, UInt64(sealed.count), nil, 0, zeroNonce, key)
            }
        }
        return result == 0 ? opened : nil
    }

    /// Wraps a file key. The nonce may be fixed because every wrapping key is used once.
    static func sealKey(_ fileKey: KeyBytes, key: KeyBytes) -> [UInt8] {
        var plain = fileKey.copy
        defer { plain.wipe() }
        return seal(plain, key: key, nonce: zeroNonce)
    }

    private static let zeroNonce = [UInt8](repeating: 0, count: nonceCount)
}

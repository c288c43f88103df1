internal import CSodium

/// ChaCha20-Poly1305 (RFC 8439) without associated data.
enum AEAD {
    static let tagCount = 16
    static let nonceCount = 12

    /// Seals; the result is longer by the tag.
    static func seal(_ plain: ArraySlice<UInt8>, key: KeyBytes, nonce: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: plain.count + tagCount) { sealed, count in
            guard let target = sealed.baseAddress else { return }
            plain.withUnsafeBufferPointer { plain in
                _ = key.withBytes { key in
                    crypto_aead_chacha20poly1305_ietf_encrypt(
                        target, nil, plain.baseAddress, UInt64(plain.count), nil, 0, nil, nonce, key)
                }
            }
            count = plain.count + tagCount
        }
    }

    /// Opens; nil if it was not sealed so.
    static func open(_ sealed: ArraySlice<UInt8>, key: KeyBytes, nonce: [UInt8]) -> [UInt8]? {
        guard sealed.count >= tagCount else { return nil }
        var isSound = false
        let plain = [UInt8](unsafeUninitializedCapacity: sealed.count - tagCount) { plain, count in
            sealed.withUnsafeBufferPointer { sealed in
                guard let source = sealed.baseAddress else { return }
                let code = key.withBytes { key in
                    crypto_aead_chacha20poly1305_ietf_decrypt(
                        plain.baseAddress, nil, nil, source, UInt64(sealed.count), nil, 0, nonce, key)
                }
                isSound = code == 0
            }
            count = isSound ? sealed.count - tagCount : 0
        }
        return isSound ? plain : nil
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
        return seal(plain[...], key: key, nonce: zeroNonce)
    }

    private static let zeroNonce = [UInt8](repeating: 0, count: nonceCount)
}

internal import CSodium

/// Signatures by Ed25519 (RFC 8032).
extension MasterKey {
    private static let signatureByteCount = 64

    /// What others prove a signature of this key with; it may be seen by anybody.
    package var verifyingKey: [UInt8] {
        var point = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        _ = signingKey(verifying: &point)
        return point
    }

    /// The signature of a message: 64 bytes.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        var point = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        var signature = [UInt8](repeating: 0, count: MasterKey.signatureByteCount)
        _ = signingKey(verifying: &point).withBytes { key in
            crypto_sign_detached(&signature, nil, message, UInt64(message.count), key)
        }
        return signature
    }

    /// Whether a signature belongs to a message and to the key that is proved with these bytes.
    package static func isSigned(
        _ message: [UInt8], with signature: [UInt8], provedBy verifyingKey: [UInt8]
    ) -> Bool {
        guard signature.count == signatureByteCount,
            verifyingKey.count == Int(crypto_sign_PUBLICKEYBYTES)
        else { return false }
        Sodium.prepare()
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), verifyingKey) == 0
    }

    private func signingKey(verifying point: inout [UInt8]) -> KeyBytes {
        KeyBytes(count: Int(crypto_sign_SECRETKEYBYTES)) { key in
            _ = derived("signature").withBytes { seed in crypto_sign_seed_keypair(&point, key, seed) }
        }
    }
}

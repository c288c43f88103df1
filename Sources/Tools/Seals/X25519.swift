internal import CSodium

/// Diffie and Hellman on Curve25519 (RFC 7748).
enum X25519 {
    static let byteCount = 32

    /// The public side of a secret scalar.
    static func publicKey(of secret: KeyBytes) -> [UInt8] {
        var point = [UInt8](repeating: 0, count: byteCount)
        _ = secret.withBytes { crypto_scalarmult_base(&point, $0) }
        return point
    }

    /// The shared secret; nil when it is all zero, as a point of low order makes it whatever the scalar.
    static func sharedSecret(_ secret: KeyBytes, _ point: [UInt8]) -> KeyBytes? {
        guard point.count == byteCount else { return nil }
        var result: Int32 = -1
        let shared = KeyBytes(count: byteCount) { output in
            secret.withBytes { result = crypto_scalarmult(output, $0, point) }
        }
        return result == 0 && !shared.isZero ? shared : nil
    }
}

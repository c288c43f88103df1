package import Basis
internal import CSodium

/// The SHA-256 of bytes that come piece by piece.
package struct SHA256: Sendable {
    private var state = crypto_hash_sha256_state()

    /// Begins with no bytes.
    package init() {
        Sodium.prepare()
        crypto_hash_sha256_init(&state)
    }

    /// Takes further bytes.
    package mutating func update(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The digest of everything taken so far; more may follow.
    package var digest: Digest {
        guard let digest = Digest(.sha256, bytes: bytes) else {
            Mistake.trap("a SHA-256 of a length of its own")
        }
        return digest
    }

    private var bytes: [UInt8] {
        var state = state
        var bytes = [UInt8](repeating: 0, count: Digest.Algorithm.sha256.byteCount)
        crypto_hash_sha256_final(&state, &bytes)
        return bytes
    }

    /// The 32 bytes of the digest of bytes that are all here, for where a text of them would be made in vain.
    package static func bytes(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.bytes
    }

    /// The digest of bytes that are all here.
    package static func digest(of bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest
    }
}

internal import CSodium

/// Message authentication with SHA-256 and a shared key (RFC 2104).
package enum HMACSHA256 {
    static let byteCount = 32

    /// The code of a message under a key of any length.
    package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        Sodium.prepare()
        var code = [UInt8](repeating: 0, count: byteCount)
        write(message, key, key.count, to: &code)
        return code
    }

    /// Whether a code belongs to a message under a key, found out in constant time.
    package static func isValid(_ code: [UInt8], of message: [UInt8], key: [UInt8]) -> Bool {
        ConstantTime.areEqual(code, self.code(of: message, key: key))
    }

    static func code(of message: [UInt8], key: KeyBytes) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: byteCount)
        key.withBytes { write(message, $0, key.count, to: &code) }
        return code
    }

    /// Writes the code to memory that holds 32 bytes.
    static func write(
        _ message: [UInt8], _ key: UnsafePointer<UInt8>, _ keyCount: Int,
        to output: UnsafeMutablePointer<UInt8>
    ) {
        var state = crypto_auth_hmacsha256_state()
        crypto_auth_hmacsha256_init(&state, key, keyCount)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, output)
        sodium_memzero(&state, MemoryLayout.size(ofValue: state))
    }
}

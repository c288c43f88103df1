/// Keys derived from keys (RFC 5869) with SHA-256, always 32 bytes long as age has them.
enum HKDF {
    static func key(from material: KeyBytes, salt: [UInt8], info: String) -> KeyBytes {
        let extracted = KeyBytes(count: HMACSHA256.byteCount) { output in
            var message = material.copy
            HMACSHA256.write(message, salt, salt.count, to: output)
            message.wipe()
        }
        return KeyBytes(count: HMACSHA256.byteCount) { output in
            // The first block of the expansion is all of it.
            extracted.withBytes { HMACSHA256.write(Array(info.utf8) + [1], $0, extracted.count, to: output) }
        }
    }
}

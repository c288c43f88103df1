internal import CSodium

/// Base 64 in the standard alphabet. Only what `encode` writes is read: there is one spelling for every
/// value.
package enum Base64: Sendable {
    /// Filled up with `=`.
    case padded
    /// Without `=`.
    case unpadded

    private var variant: Int32 {
        switch self {
        case .padded: sodium_base64_VARIANT_ORIGINAL
        case .unpadded: sodium_base64_VARIANT_ORIGINAL_NO_PADDING
        }
    }

    /// The text of some bytes, on one line.
    package func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
        sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
        // The library ends the text with a NUL.
        return text.dropLast().map(UInt8.init(bitPattern:))
    }

    /// The bytes of a text; nil unless it is spelt exactly as `encode` would.
    package func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        // The library takes some bytes beyond ASCII for letters, which would be a second spelling.
        guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
        let text = text.map(CChar.init(bitPattern:))
        var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 + 3)
        var count = 0
        guard sodium_base642bin(&bytes, bytes.count, text, text.count, nil, &count, nil, variant) == 0 else {
            return nil
        }
        return Array(bytes.prefix(count))
    }
}

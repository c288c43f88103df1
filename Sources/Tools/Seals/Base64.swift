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
        // The library ends the text with a NUL.
        let room = sodium_base64_encoded_len(bytes.count, variant)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            buffer.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { return }
                sodium_bin2base64(start, room, bytes, bytes.count, variant)
                count = room - 1
            }
        }
    }

    /// The bytes of a text; nil unless it is spelt exactly as `encode` would.
    package func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let text = Array(text)
        var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 + 3)
        var count = 0
        let result = text.withUnsafeBufferPointer {
            $0.withMemoryRebound(to: CChar.self) {
                sodium_base642bin(
                    &bytes, bytes.count, $0.baseAddress, $0.count, nil, &count, nil, variant)
            }
        }
        guard result == 0 else { return nil }
        bytes.removeLast(bytes.count - count)
        // The library takes some bytes beyond ASCII for letters, which would be a second spelling.
        return ConstantTime.areEqual(encode(bytes), text) ? bytes : nil
    }
}

extension Collection<UInt8> {
    /// The bytes as lower-case hexadecimal digits.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: count * 2) { text in
            var end = 0
            for byte in self {
                text[end] = digit(byte >> 4)
                text[end + 1] = digit(byte & 15)
                end += 2
            }
            return end
        }
    }

    private func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

/// The spelling of age's keys (BIP 173): a word for the kind, then the bytes with a checksum.
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let checksumCount = 6

    /// Bytes as lower-case text.
    static func encode(_ bytes: some Sequence<UInt8>, kind: String) -> String {
        var digits = regroup(bytes, from: 8, to: 5, padding: true) ?? []
        defer { digits.wipe() }
        let remainder = checksum(of: expanded(kind) + digits + Array(repeating: 0, count: checksumCount)) ^ 1
        let check = (0..<checksumCount).map { UInt8((remainder >> (5 * UInt32(5 - $0))) & 31) }
        return kind + "1" + String(decoding: (digits + check).map { alphabet[Int($0)] }, as: UTF8.self)
    }

    /// The bytes of a text, to be wiped by the caller; nil unless the text is sound and of the kind, in whose
    /// case.
    static func decode(_ text: String, kind: String, upperCase: Bool) -> [UInt8]? {
        let head = (upperCase ? kind.uppercased() : kind) + "1"
        guard text.hasPrefix(head), text.utf8.count >= head.utf8.count + checksumCount else { return nil }
        var digits: [UInt8] = []
        defer { digits.wipe() }
        for byte in text.utf8.dropFirst(head.utf8.count) {
            let isLetter = (0x41...0x5a).contains(byte & 0xdf)
            guard !isLetter || (byte & 0x20 == 0) == upperCase else { return nil }
            guard let digit = alphabet.firstIndex(of: isLetter ? byte | 0x20 : byte) else { return nil }
            digits.append(UInt8(digit))
        }
        guard checksum(of: expanded(kind) + digits) == 1 else { return nil }
        return regroup(digits.dropLast(checksumCount), from: 5, to: 8, padding: false)
    }

    private static func expanded(_ kind: String) -> [UInt8] {
        kind.utf8.map { $0 >> 5 } + [0] + kind.utf8.map { $0 & 31 }
    }

    private static func checksum(of digits: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
        return digits.reduce(UInt32(1)) { value, digit in
            let top = value >> 25
            let next = (value & 0x1ff_ffff) << 5 ^ UInt32(digit)
            return generator.indices.reduce(next) { top >> $1 & 1 == 1 ? $0 ^ generator[$1] : $0 }
        }
    }

    /// Cuts the same bits into groups of another size; nil if bits are left over that padding does not
    /// explain.
    private static func regroup(
        _ groups: some Sequence<UInt8>, from: UInt32, to: UInt32, padding: Bool
    ) -> [UInt8]? {
        var (value, count): (UInt32, UInt32) = (0, 0)
        var result: [UInt8] = []
        for group in groups {
            value = (value << from | UInt32(group)) & 0xffff
            count += from
            while count >= to {
                count -= to
                result.append(UInt8(truncatingIfNeeded: value >> count & (1 << to - 1)))
            }
        }
        if padding {
            if count > 0 { result.append(UInt8(truncatingIfNeeded: value << (to - count) & (1 << to - 1))) }
        } else if count >= from || value & (1 << count - 1) != 0 {
            return nil
        }
        return result
    }
}

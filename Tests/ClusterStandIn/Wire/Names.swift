/// Names that nobody chose.
enum Names {
    /// The letters of generated names: no vowels, so that they spell nothing.
    private static let letters = Array("bcdfghjklmnpqrstvwxz2456789")

    /// Five letters at random.
    static func suffix(_ count: Int = 5) -> String {
        String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }

    /// A version 4 UUID.
    static func uid() -> String {
        var hex = (0..<32).map { _ in String(Int.random(in: 0..<16), radix: 16) }
        hex[12] = "4"
        hex[16] = ["8", "9", "a", "b"][Int.random(in: 0..<4)]
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { hex[$0..<$1].joined() }.joined(separator: "-")
    }

    /// A number that stands for a text, the same in every process.
    static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// A hash in the letters of generated names.
    static func hashText(_ bytes: [UInt8]) -> String {
        var rest = hash(bytes)
        return String(
            (0..<10).map { _ in
                defer { rest /= UInt64(letters.count) }
                return letters[Int(rest % UInt64(letters.count))]
            })
    }

    /// Whether a text is a DNS subdomain, as most names must be.
    static func isSubdomain(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    /// Whether a text is a DNS label.
    static func isLabel(_ name: some StringProtocol) -> Bool {
        let isPlain = { (byte: UInt8) in (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) }
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else {
            return false
        }
        return isPlain(first) && isPlain(last)
            && bytes.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
    }
}

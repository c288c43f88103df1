/// Random numbers that a seed repeats; every test that draws from it says the seed when it fails.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A short text of characters that parsers like and of some that they do not.
    mutating func text(of alphabet: String, atMost length: Int) -> String {
        let odd = ["\u{301}", "\u{663}", "\u{FF11}", "\u{212A}", "\0", "\r\n", " "]
        let letters = alphabet.map(String.init)
        return (0..<Int.random(in: 0...length, using: &self)).map { _ in
            let isOdd = Int.random(in: 0..<20, using: &self) == 0
            return (isOdd ? odd : letters).randomElement(using: &self) ?? ""
        }.joined()
    }
}

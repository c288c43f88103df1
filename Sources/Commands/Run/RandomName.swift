/// Names that nobody has taken: small letters and digits, from the system's own randomness.
enum RandomName {
    private static let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz")

    static func text(length: Int) -> String {
        var source = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in letters[Int.random(in: letters.indices, using: &source)] })
    }
}

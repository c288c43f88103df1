/// What names content by what it is: `sha256:` and 64 hexadecimal digits.
package struct Digest: Hashable, Sendable {
    /// The hash functions that image stores use.
    package enum Algorithm: String, Hashable, Sendable, CaseIterable {
        /// SHA-2 with so many bits.
        case sha256, sha512

        /// How many bytes a digest of this kind has.
        package var byteCount: Int {
            switch self {
            case .sha256: 32
            case .sha512: 64
            }
        }
    }

    /// The hash function.
    package let algorithm: Algorithm
    /// Lower-case hexadecimal digits, twice as many as the digest has bytes.
    package let hexadecimal: String

    /// Takes the bytes of a digest; nil if their number does not fit the algorithm.
    package init?(_ algorithm: Algorithm, bytes: some Collection<UInt8>) {
        guard bytes.count == algorithm.byteCount else { return nil }
        self.algorithm = algorithm
        hexadecimal = bytes.hexadecimal
    }

    /// Reads `sha256:…`; nil for another algorithm, a wrong length, or anything but lower-case hexadecimal.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let algorithm = Algorithm(rawValue: String(parts[0])) else { return nil }
        let digits = parts[1].utf8
        guard digits.count == algorithm.byteCount * 2,
            digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.algorithm = algorithm
        hexadecimal = String(parts[1])
    }

    /// The first twelve digits: enough for a person to tell two apart, never enough to name one.
    package var short: String { String(hexadecimal.prefix(12)) }
}

extension Digest: CustomStringConvertible {
    /// The full form, `sha256:…`.
    package var description: String { "\(algorithm.rawValue):\(hexadecimal)" }
}

extension Digest: Codable {
    /// Reads the full form.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a digest: \(text.prefix(80))"))
        }
        self = digest
    }

    /// Writes the full form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

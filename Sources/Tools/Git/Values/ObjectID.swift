import Basis

/// The name of a git object: twenty bytes of SHA-1, written as forty hexadecimal digits.
package struct ObjectID: Hashable, Sendable {
    /// How many bytes it has. libgit2 1.5 reads no SHA-256 repositories.
    package static let byteCount = 20

    /// The forty lower-case digits.
    package let hexadecimal: String

    /// Reads forty hexadecimal digits; nil for anything else, abbreviations included.
    package init?(_ text: some StringProtocol) {
        let digits = text.lowercased()
        guard digits.utf8.count == ObjectID.byteCount * 2,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        hexadecimal = digits
    }

    init(bytes: some Collection<UInt8>) { hexadecimal = bytes.hexadecimal }

    /// The first ten digits: for people, never for naming an object.
    package var short: String { String(hexadecimal.prefix(10)) }
}

extension ObjectID: CustomStringConvertible {
    /// All forty digits.
    package var description: String { hexadecimal }
}

extension ObjectID: Codable {
    /// Reads the forty digits.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = ObjectID(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "not an object id: \(text.prefix(80))"))
        }
        self = id
    }

    /// Writes the forty digits.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hexadecimal)
    }
}

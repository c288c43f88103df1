/// The name of a run: short, because names of containers carry it.
package struct RunID: Hashable, Sendable, Codable {
    /// Small letters and digits, 4 to 24 of them.
    package let text: String

    /// Takes a name if it is one.
    package init?(_ text: some StringProtocol) {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
        guard isPlain, (4...24).contains(text.utf8.count) else { return nil }
        self.text = String(text)
    }

    /// Reads the plain text.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = RunID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a run: \(text.prefix(40))"))
        }
        self = id
    }

    /// Writes the plain text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension RunID: CustomStringConvertible {
    /// The text.
    package var description: String { text }
}

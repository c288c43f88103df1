/// The place of a step in its plan, as `3` or, in a lane of several side by side, `3.2`.
package struct StepID: Hashable, Sendable, Codable {
    /// The place as text.
    package let text: String

    /// A place.
    package init(_ text: String) { self.text = text }

    /// Reads the plain text.
    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the plain text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension StepID: CustomStringConvertible {
    /// The text.
    package var description: String { text }
}

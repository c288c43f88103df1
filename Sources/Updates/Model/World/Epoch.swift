/// The number of a claim on a target. A later one outranks an earlier one.
package struct Epoch: Hashable, Sendable, Codable, Comparable {
    /// The number, from 1.
    package let number: Int

    /// An epoch of a number.
    package init(_ number: Int) { self.number = number }

    /// Reads the plain number.
    package init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int.self)
    }

    /// Writes the plain number.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    /// Orders by number.
    package static func < (left: Epoch, right: Epoch) -> Bool { left.number < right.number }
}

extension Epoch: CustomStringConvertible {
    /// The number.
    package var description: String { String(number) }
}

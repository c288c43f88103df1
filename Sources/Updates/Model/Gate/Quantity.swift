package import Basis

/// A measured amount with its unit: `99.5`, `10%`, `500ms`, `5GiB`.
package enum Quantity: Hashable, Sendable, Codable {
    /// A plain number.
    case number(Double)
    /// A share of a hundred.
    case percent(Double)
    /// A length of time.
    case duration(Duration)
    /// A number of bytes.
    case bytes(ByteCount)

    /// Reads an amount; nil if the text is none. A number with the unit `m` is minutes, `M` is mebibytes.
    package init?(_ text: some StringProtocol) {
        if let number = Double(text), number.isFinite {
            self = .number(number)
        } else if text.last == "%", let share = Double(text.dropLast()), share.isFinite {
            self = .percent(share)
        } else if let duration = Duration(text: text) {
            self = .duration(duration)
        } else if let bytes = ByteCount(text: text) {
            self = .bytes(bytes)
        } else {
            return nil
        }
    }

    /// Whether this is less than another amount; nil if they are of different kinds.
    package func isLess(than other: Quantity) -> Bool? {
        switch (self, other) {
        case (.number(let one), .number(let two)), (.percent(let one), .percent(let two)): one < two
        case (.duration(let one), .duration(let two)): one < two
        case (.bytes(let one), .bytes(let two)): one < two
        default: nil
        }
    }
}

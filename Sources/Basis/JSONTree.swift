/// A JSON text from elsewhere, read.
package indirect enum JSONTree: Hashable, Sendable {
    /// Nothing.
    case null
    /// A truth value.
    case bool(Bool)
    /// A number as it is written: whoever compares it decides how.
    case number(String)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONTree])
    /// Values by name.
    case object([String: JSONTree])

    /// Reads a text; nil if it is none, or nested deeper than anything that people write.
    package init?(_ bytes: [UInt8]) {
        var reader = JSONReader(bytes)
        guard let tree = reader.whole() else { return nil }
        self = tree
    }

    /// The value in a word, as expectations and captures see it: a text without quotes, a number as written.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): number
        case .string(let text): text
        case .array(let items): "[\(items.map(\.text).joined(separator: ","))]"
        case .object(let fields): "{\(fields.keys.sorted().joined(separator: ","))}"
        }
    }

    /// A text as it stands between the quotes of a JSON string.
    package static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { all, scalar in
            switch scalar {
            case "\"", "\\": all += "\\\(scalar)"
            case "\n": all += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                all += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: all.unicodeScalars.append(scalar)
            }
        }
    }

    /// A field of an object.
    package subscript(name: String) -> JSONTree? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    /// The items of an array.
    package var items: [JSONTree]? {
        if case .array(let items) = self { items } else { nil }
    }

    /// The fields of an object.
    package var fields: [String: JSONTree]? {
        if case .object(let fields) = self { fields } else { nil }
    }

    /// The text, if it is one.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The whole number, if it is one.
    package var int: Int? {
        if case .number(let number) = self { Int(number) } else { nil }
    }

    /// The truth value, if it is one.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
}

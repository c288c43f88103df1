/// A JSON text from elsewhere, read.
indirect enum JSONTree: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number as it is written: whoever compares it decides how.
    case number(String)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    /// Reads a text; nil if it is none, or nested deeper than anything that people write.
    init?(_ bytes: [UInt8]) {
        var reader = JSONReader(bytes)
        guard let tree = reader.whole() else { return nil }
        self = tree
    }

    /// The value in a word, as expectations and captures see it: a text without quotes, a number as written.
    var text: String {
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
    static func escaped(_ text: String) -> String {
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
    subscript(name: String) -> JSONTree? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    /// The items of an array.
    var items: [JSONTree]? {
        if case .array(let items) = self { items } else { nil }
    }
}

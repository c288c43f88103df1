/// A value to be written as JSON.
///
/// Only written, never read: reading belongs to whoever knows the other side.
package enum JSONValue: Hashable, Sendable {
    /// `null`, so that a key is always there.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int64)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Keys and values in the order given, which is the order of printing.
    case object([JSONField])

    /// A text, or `null`.
    package static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// The value in one line: no line break, no control character and no reordering mark stands in it bare.
    package var line: String {
        var line = ""
        write(to: &line)
        return line
    }

    private func write(to line: inout String) {
        switch self {
        case .null: line += "null"
        case .bool(let value): line += value ? "true" : "false"
        case .int(let value): line += "\(value)"
        case .string(let text): JSONValue.quote(text, to: &line)
        case .array(let values):
            line += "["
            for (index, value) in values.enumerated() {
                if index > 0 { line += "," }
                value.write(to: &line)
            }
            line += "]"
        case .object(let fields):
            line += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { line += "," }
                JSONValue.quote(field.name, to: &line)
                line += ":"
                field.value.write(to: &line)
            }
            line += "}"
        }
    }

    private static func quote(_ text: String, to line: inout String) {
        line += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            default:
                if scalar.isHarmless {
                    line.unicodeScalars.append(scalar)
                } else {
                    for unit in String(scalar).utf16 { line += "\\u" + fourDigits(unit) }
                }
            }
        }
        line += "\""
    }

    private static func fourDigits(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

package import Basis

// The typed readings: each gives the value with its place, or nil if the node is something else. Whoever
// asks says what was expected; `meaning` says what is there instead.
extension YAMLNode {
    /// A string by the core schema: quoted, or plain and nothing else.
    package var string: Located<String>? {
        guard case .string(let value) = scalar else { return nil }
        return Located(value, at: span)
    }

    /// The text of any scalar but null, as written: for fields where `1.10`, `no` or `0755` stand for
    /// themselves.
    package var literal: Located<String>? {
        guard let text, !isNull else { return nil }
        return Located(text, at: span)
    }

    /// A truth value.
    package var bool: Located<Bool>? {
        guard case .bool(let value) = scalar else { return nil }
        return Located(value, at: span)
    }

    /// A whole number.
    package var int: Located<Int>? {
        guard case .int(let value) = scalar else { return nil }
        return Located(value, at: span)
    }

    /// A number, whole or not.
    package var double: Located<Double>? {
        switch scalar {
        case .int(let value): Located(Double(value), at: span)
        case .float(let value): Located(value, at: span)
        default: nil
        }
    }

    /// Whether nothing is written here, or `null`.
    package var isNull: Bool { scalar == .null }

    /// What is here, in words: `a mapping`, `the number 3`, `the text "x"`; long texts are cut.
    package var meaning: String {
        switch scalar {
        case .null: "nothing"
        case .bool(let value): "the truth value \(value)"
        case .int, .float: "the number \(text ?? "")"
        case .string(let value):
            value.count <= 40 ? "the text \"\(value)\"" : "the text \"\(value.prefix(39))…\""
        case nil: kind == .sequence ? "a list" : "a mapping"
        }
    }
}

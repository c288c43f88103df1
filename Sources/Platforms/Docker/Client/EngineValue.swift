package import Basis

/// A JSON value that is sent to an engine; what in it must not be seen is marked.
package enum EngineValue: Equatable, Sendable {
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// A text that anybody may see.
    case text(String)
    /// A text that only the engine may see.
    case secret(Secret)
    /// A text of which the part after the first may not be seen: `NAME=value`.
    case assignment(String, Secret)
    /// Values in order.
    case list([EngineValue])
    /// Values by name.
    case object([String: EngineValue])

    /// The value as JSON, names in order, so that equal values are equal bytes.
    package func bytes() -> [UInt8] {
        var text: [UInt8] = []
        write(to: &text) { .shown($0) }
        return text
    }

    /// The value as JSON for people and for records: a redaction stands for every secret.
    package func redacted() -> [UInt8] {
        var text: [UInt8] = []
        write(to: &text) { _ in .hidden }
        return text
    }

    /// Every secret in it, in the order in which they are written.
    var secrets: [Secret] {
        switch self {
        case .bool, .integer, .text: []
        case .secret(let secret), .assignment(_, let secret): [secret]
        case .list(let values): values.flatMap(\.secrets)
        case .object(let fields): fields.sorted { $0.key < $1.key }.flatMap(\.value.secrets)
        }
    }

    /// What becomes of a secret when it is written.
    private enum Shown {
        case shown(Secret)
        case hidden

        var text: String {
            switch self {
            case .shown(let secret): secret.reveal()
            case .hidden: Secret.redaction
            }
        }
    }

    private func write(to text: inout [UInt8], _ show: (Secret) -> Shown) {
        switch self {
        case .bool(let value): text += value ? "true".utf8 : "false".utf8
        case .integer(let number): text += "\(number)".utf8
        case .text(let words): EngineValue.quote(words, to: &text)
        case .secret(let secret): EngineValue.quote(show(secret).text, to: &text)
        case .assignment(let name, let secret): EngineValue.quote("\(name)=\(show(secret).text)", to: &text)
        case .list(let values):
            EngineValue.join(values, "[", "]", to: &text) { $0.write(to: &$1, show) }
        case .object(let fields):
            let ordered = fields.sorted { $0.key < $1.key }
            EngineValue.join(ordered, "{", "}", to: &text) { field, text in
                EngineValue.quote(field.key, to: &text)
                text.append(UInt8(ascii: ":"))
                field.value.write(to: &text, show)
            }
        }
    }

    private static func join<Element>(
        _ elements: [Element], _ open: String, _ close: String, to text: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        text += open.utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            write(element, &text)
        }
        text += close.utf8
    }

    private static func quote(_ words: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in words.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case ..<0x20: text += "\\u00\([byte].hexadecimal)".utf8
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}

extension EngineValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A text.
    package init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    package init(integerLiteral value: Int64) { self = .integer(value) }
    /// True or false.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Values in order.
    package init(arrayLiteral elements: EngineValue...) { self = .list(elements) }
    /// Values by name; of two under one name the later counts.
    package init(dictionaryLiteral elements: (String, EngineValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}

extension EngineValue: CustomStringConvertible {
    /// The value without its secrets.
    package var description: String { String(decoding: redacted(), as: UTF8.self) }
}

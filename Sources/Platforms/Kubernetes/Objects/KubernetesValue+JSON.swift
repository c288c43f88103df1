package import Basis
package import Updates

extension KubernetesValue {
    /// The value as JSON, with everything that is in custody: for the server and for seals, for nothing else.
    package var revealed: [UInt8] {
        var text: [UInt8] = []
        write(to: &text)
        return text
    }

    /// A value as a server wrote it.
    package init(_ tree: JSONTree) {
        switch tree {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number): self = Int(number).map { .int($0) } ?? .float(Double(number) ?? 0)
        case .string(let text): self = .string(text)
        case .array(let items): self = .list(items.map { KubernetesValue($0) })
        case .object(let fields):
            self = .object(fields.sorted { $0.key < $1.key }.map { Field($0.key, KubernetesValue($0.value)) })
        }
    }

    private func write(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += value ? "true".utf8 : "false".utf8
        case .int(let number): text += "\(number)".utf8
        case .float(let number): text += number.isFinite ? "\(number)".utf8 : "null".utf8
        case .string(let words): KubernetesValue.quote(words, to: &text)
        case .secret(let secret): KubernetesValue.quote(secret.reveal(), to: &text)
        case .list(let items):
            text.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                item.write(to: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let fields):
            text.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                KubernetesValue.quote(field.key, to: &text)
                text.append(UInt8(ascii: ":"))
                field.value.write(to: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
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

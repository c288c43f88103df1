import Basis
import Updates
import YAML

extension SecretObject {
    init(_ object: Fields, _ remarks: inout Remarks) {
        self.init()
        type = object.text("type", &remarks)
        immutable = object.flag("immutable", &remarks)
        for (key, value) in object.entries("data", &remarks) {
            guard let text = SecretObject.text(value, key, &remarks) else { continue }
            if !SecretObject.isBase64(text.value) {
                remarks.add(
                    .wrongValue, "the entry `\(key.value)` is not base64", at: value.span,
                    remedy: "Encode it, or move it to `stringData:`.")
            }
            entries.append(Named(name: key, value: .base64(text.map { Secret($0) })))
        }
        for (key, value) in object.entries("stringData", &remarks) {
            guard let text = SecretObject.text(value, key, &remarks) else { continue }
            entries.append(Named(name: key, value: .text(text.map { Secret($0) })))
        }
    }

    /// A text, or a report that does not say what stands there instead.
    private static func text(
        _ node: YAMLNode, _ key: Located<String>, _ remarks: inout Remarks
    ) -> Located<String>? {
        if node.isNull { return Located("", at: node.span) }
        if node.placeholder != nil {
            remarks.expected("a text", at: node)
        } else if node.string == nil {
            let what = "the entry `\(key.value)` is not a text"
            remarks.add(.wrongType, what, at: node.span, remedy: "Put it in quotes.")
        }
        return node.string
    }

    /// Line breaks within are legal: people wrap long values.
    private static func isBase64(_ text: String) -> Bool {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return digits.count % 4 == 0 && padding <= 2
            && digits.dropLast(padding).allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            }
    }
}

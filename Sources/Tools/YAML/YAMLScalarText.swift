/// How scalars, empty collections and tags are written within a line.
enum YAMLScalarText {
    /// What YAML 1.1 or 1.2 takes for something else than a string, in small letters.
    private static let taken: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    static func inline(_ value: YAMLValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .float(let value): number(value)
        case .string(let value): isPlain(value) ? value : quoted(value)
        case .sequence: "[]"
        case .mapping: "{}"
        case .tagged(_, let value): inline(value)
        }
    }

    /// Whether a text can follow a `|`: several lines, nothing that must be escaped, and no space whose fate
    /// differs.
    static func isLiteral(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard scalars.contains("\n"), let first = scalars.first, first != " ", first != "\n" else {
            return false
        }
        let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
        let isEnded = scalars.last == "\n"
        guard !(isEnded && lines.dropLast().last?.isEmpty ?? true) else { return false }
        return lines.allSatisfy { line in
            line.allSatisfy(isShown) && (line.isEmpty || line.contains { $0 != " " })
        }
    }

    static func tag(_ tag: String) -> String {
        let isWord = { (byte: UInt8) in
            UnicodeScalar(byte).properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        if tag.first == "!", tag.utf8.count > 1, tag.utf8.dropFirst().allSatisfy(isWord) { return tag }
        let uri = tag.utf8.map { byte in
            isWord(byte) || "!:/._~".utf8.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + hexadecimal(UInt32(byte), 2)
        }
        return "!<\(uri.joined())>"
    }

    /// YAML 1.1 knows a number with an exponent only by its point.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        let text = value.description
        guard !text.contains("."), let exponent = text.firstIndex(of: "e") else { return text }
        return text[..<exponent] + ".0" + text[exponent...]
    }

    /// Plain is what begins with a letter or a slash, and holds nothing that could end it or change its
    /// meaning.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, !taken.contains(text.lowercased()) else {
            return false
        }
        guard isLetter(first) || first == UInt8(ascii: "/"), last != UInt8(ascii: " "),
            last != UInt8(ascii: ":")
        else {
            return false
        }
        return bytes.indices.allSatisfy { index in
            switch bytes[index] {
            case UInt8(ascii: ":"), UInt8(ascii: " "): bytes[index + 1] != UInt8(ascii: " ")
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case let byte: isLetter(byte) || "_./-=@+$%,()~".utf8.contains(byte)
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Whether a character may stand for itself in quotes.
    private static func isShown(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0xA0..<0x2028, 0x202A..<0xD800, 0xE000..<0xFEFF, 0xFF00..<0xFFFE: true
        case 0x10000...0x10FFFF: scalar.value & 0xFFFF < 0xFFFE
        default: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where isShown(scalar): result.unicodeScalars.append(scalar)
            case _ where scalar.value <= 0xFF: result += "\\x" + hexadecimal(scalar.value, 2)
            case _ where scalar.value <= 0xFFFF: result += "\\u" + hexadecimal(scalar.value, 4)
            default: result += "\\U" + hexadecimal(scalar.value, 8)
            }
        }
        return result + "\""
    }

    static func hexadecimal(_ value: UInt32, _ digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

/// Reads JSON byte by byte. Whatever is wrong with it is nil: who asked shows the text itself.
struct JSONReader {
    /// Deeper than any answer that people read, and shallow enough for any stack.
    private static let deepest = 100

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// One value, and nothing behind it.
    mutating func whole() -> JSONTree? {
        guard let tree = value() else { return nil }
        skipBlanks()
        return index == bytes.count ? tree : nil
    }

    private mutating func value() -> JSONTree? {
        skipBlanks()
        guard let first = current else { return nil }
        switch first {
        case UInt8(ascii: "{"): return nested { reader in reader.object() }
        case UInt8(ascii: "["): return nested { reader in reader.array() }
        case UInt8(ascii: "\""): return string().map(JSONTree.string)
        case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func nested(_ read: (inout JSONReader) -> JSONTree?) -> JSONTree? {
        guard depth < JSONReader.deepest else { return nil }
        (depth, index) = (depth + 1, index + 1)
        defer { depth -= 1 }
        return read(&self)
    }

    private mutating func object() -> JSONTree? {
        var fields: [String: JSONTree] = [:]
        if took(UInt8(ascii: "}")) { return .object(fields) }
        repeat {
            skipBlanks()
            guard current == UInt8(ascii: "\""), let name = string(), took(UInt8(ascii: ":")),
                let value = value()
            else { return nil }
            fields[name] = value
        } while took(UInt8(ascii: ","))
        return took(UInt8(ascii: "}")) ? .object(fields) : nil
    }

    private mutating func array() -> JSONTree? {
        var items: [JSONTree] = []
        if took(UInt8(ascii: "]")) { return .array(items) }
        repeat {
            guard let item = value() else { return nil }
            items.append(item)
        } while took(UInt8(ascii: ","))
        return took(UInt8(ascii: "]")) ? .array(items) : nil
    }

    private mutating func number() -> JSONTree? {
        let start = index
        while let byte = current, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard let value = Double(text), value.isFinite, text.utf8.first != UInt8(ascii: "+") else {
            return nil
        }
        return .number(text)
    }

    private mutating func string() -> String? {
        index += 1
        var text: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                text += String(scalar).utf8
            case ..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = current else { return nil }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = unit() else { return nil }
            guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
            guard took(UInt8(ascii: "\\"), UInt8(ascii: "u")), let other = self.unit(),
                UTF16.isTrailSurrogate(other)
            else { return nil }
            return Unicode.Scalar(0x1_0000 + (UInt32(unit) - 0xd800) << 10 + UInt32(other) - 0xdc00)
        default: return nil
        }
    }

    private mutating func unit() -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        defer { index += 4 }
        return UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = current, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { index += 1 }
    }

    private mutating func word(_ word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        return true
    }

    /// Blanks and a mark, or nothing.
    private mutating func took(_ mark: UInt8) -> Bool {
        skipBlanks()
        guard current == mark else { return false }
        index += 1
        return true
    }

    /// Two bytes that stand side by side.
    private mutating func took(_ one: UInt8, _ other: UInt8) -> Bool {
        guard index + 2 <= bytes.count, bytes[index] == one, bytes[index + 1] == other else { return false }
        index += 2
        return true
    }
}

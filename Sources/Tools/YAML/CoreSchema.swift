/// The core schema of YAML 1.2: what an untagged plain scalar means.
///
/// Most scalars are strings and are known as such by their first byte.
enum CoreSchema {
    /// The meaning of a plain scalar, or nil if it is a string.
    static func resolve(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
        guard let first = text.first else { return .null }
        switch first {
        case UInt8(ascii: "~"):
            return text.count == 1 ? .null : nil
        case UInt8(ascii: "n"), UInt8(ascii: "N"):
            return isWord(text, "null", "Null", "NULL") ? .null : nil
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            return isWord(text, "true", "True", "TRUE") ? .bool(true) : nil
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            return isWord(text, "false", "False", "FALSE") ? .bool(false) : nil
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(text)
        default:
            return nil
        }
    }

    private static func isWord(
        _ text: UnsafeBufferPointer<UInt8>, _ lower: StaticString, _ title: StaticString,
        _ upper: StaticString
    ) -> Bool {
        text.count == lower.utf8CodeUnitCount
            && (equals(text, lower) || equals(text, title) || equals(text, upper))
    }

    private static func equals(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        word.withUTF8Buffer { $0.elementsEqual(text) }
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
        if text.count > 2, text[0] == UInt8(ascii: "0") {
            if text[1] == UInt8(ascii: "o") { return whole(text.dropFirst(2), radix: 8, negative: false) }
            if text[1] == UInt8(ascii: "x") { return whole(text.dropFirst(2), radix: 16, negative: false) }
        }
        let sign = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") ? text[0] : nil
        let negative = sign == UInt8(ascii: "-")
        let unsigned = text.dropFirst(sign == nil ? 0 : 1)
        if let value = whole(unsigned, radix: 10, negative: negative) { return value }
        if let value = notFinite(unsigned, signed: sign != nil, negative: negative) { return value }
        guard isFloat(unsigned), let value = Double(String(decoding: unsigned, as: UTF8.self)) else {
            return nil
        }
        return .float(negative ? -value : value)
    }

    private static func whole(
        _ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: Int, negative: Bool
    ) -> YAMLScalar? {
        guard !digits.isEmpty else { return nil }
        var (value, exact, large) = (0, true, 0.0)
        for byte in digits {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, digit < radix else { return nil }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: radix)
            let (sum, past) = product.subtractingReportingOverflow(digit)
            if tooLarge || past { exact = false }
            (value, large) = (sum, large * Double(radix) + Double(digit))
        }
        // Counted downwards, because the least number has no positive twin.
        if exact, negative { return .int(value) }
        if exact, value != Int.min { return .int(-value) }
        if radix == 10, let nearest = Double(String(decoding: digits, as: UTF8.self)) { large = nearest }
        return .float(negative ? -large : large)
    }

    private static func notFinite(
        _ text: Slice<UnsafeBufferPointer<UInt8>>, signed: Bool, negative: Bool
    ) -> YAMLScalar? {
        let word = UnsafeBufferPointer(rebasing: text)
        if isWord(word, ".inf", ".Inf", ".INF") {
            return .float(negative ? -Double.infinity : Double.infinity)
        }
        return !signed && isWord(word, ".nan", ".NaN", ".NAN") ? .float(.nan) : nil
    }

    /// `.5`, `1.`, `1.5`, each with an exponent or without.
    private static func isFloat(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        var rest = text.drop(while: isDigit)
        var digits = text.count - rest.count
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst()
            rest = fraction.drop(while: isDigit)
            if digits == 0, fraction.count == rest.count { return false }
            digits += fraction.count - rest.count
        }
        guard digits > 0 else { return false }
        guard let mark = rest.first else { return true }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal merely shows it.
    ///
    /// Control characters, also those of the upper half, can drive the terminal; marks that reorder text,
    /// invisible tags and odd line breaks can make a line look like another one.
    package var isHarmless: Bool {
        if value < 0x80 { return value >= 0x20 && value != 0x7f }
        switch value {
        case 0x80...0x9f, 0x61c, 0x200b, 0x200e...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
            0xfff9...0xfffb, 0xe0000...0xe007f:
            return false
        default:
            return true
        }
    }

    fileprivate var escaped: String {
        switch self {
        case "\r": "\\r"
        case _ where value < 0x100: "\\x" + (value < 0x10 ? "0" : "") + String(value, radix: 16)
        default: "\\u{" + String(value, radix: 16) + "}"
        }
    }
}

extension String {
    /// The text as it may be shown: line breaks and tabs stay, whatever could drive a terminal is spelt out.
    package var harmless: String { escaping { $0.isHarmless || $0 == "\n" || $0 == "\t" } }

    /// The text as it may stand in one line: line breaks and tabs are spelt out too.
    package var harmlessLine: String { escaping(unless: \.isHarmless) }

    private func escaping(unless keep: (Unicode.Scalar) -> Bool) -> String {
        if unicodeScalars.allSatisfy(keep) { return self }
        var text = ""
        for scalar in unicodeScalars {
            if keep(scalar) {
                text.unicodeScalars.append(scalar)
            } else if scalar == "\n" {
                text += "\\n"
            } else if scalar == "\t" {
                text += "\\t"
            } else {
                text += scalar.escaped
            }
        }
        return text
    }
}

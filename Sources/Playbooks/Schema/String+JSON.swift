extension String {
    /// As a string of JSON, and of YAML in double quotes: whatever a reader could take for a line break, or
    /// an eye would not see, is escaped.
    var quotedForJSON: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                // Beyond the first plane JSON and YAML escape differently; nothing there ends a line.
                guard scalar.isUnseen, scalar.value <= 0xFFFF else {
                    text.unicodeScalars.append(scalar)
                    continue
                }
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return text + "\""
    }
}

extension Unicode.Scalar {
    /// Whether it is no character to look at, but something that is done to a text.
    var isUnseen: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        default: false
        }
    }
}
